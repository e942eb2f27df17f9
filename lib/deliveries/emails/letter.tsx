import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Html, Preview, Section, Text } from "react-email";
import { darkLook, look } from "@/lib/deliveries/emails/look";
import type { Shop } from "@/lib/settings/queries";

type LetterProps = { shop: Shop; preview: string; children: ReactNode };

/** The sheet that every mail is written on. */
export function Letter({ shop, preview, children }: LetterProps) {
  return (
    <Html lang={shop.locale}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkLook}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={look.page} className="page">
        <Container style={look.sheet}>
          <Heading as="h1" style={look.shop} className="ink">
            {shop.name}
          </Heading>
          {children}
          <Section style={look.foot} className="rule">
            <Text style={look.small} className="soft">
              {[shop.name, shop.address, shop.phone].filter(Boolean).join(" · ")}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

type NumberCardProps = { shop: Shop; number: string; above: string; below: string };

/** The order's number, large enough to read across a counter. */
export function NumberCard({ shop, number, above, below }: NumberCardProps) {
  return (
    <Section style={{ ...look.card, backgroundColor: shop.accent }}>
      <Text style={look.onCard}>{above}</Text>
      <Text style={look.number}>{number}</Text>
      <Text style={look.onCard}>{below}</Text>
    </Section>
  );
}

/** A title with the lines under it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section>
      <Heading as="h2" style={look.title} className="ink">
        {title}
      </Heading>
      {children}
    </Section>
  );
}

/** The one thing to press. */
export function Press({ shop, href, children }: { shop: Shop; href: string; children: ReactNode }) {
  return (
    <Section style={{ marginTop: 24 }}>
      <Button href={href} style={{ ...look.button, backgroundColor: shop.accent }}>
        {children}
      </Button>
    </Section>
  );
}
