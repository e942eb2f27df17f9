import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Html, Img, Preview, Section, Text } from "react-email";
import { appUrl } from "@/lib/deliveries/channels/settings";
import { darkLook, look } from "@/lib/deliveries/emails/look";
import type { Shop } from "@/lib/settings/queries";
import { accentTokens } from "@/lib/settings/rules";

type LetterProps = {
  shop: Shop;
  preview: string;
  /** The shop's own words at the end. */
  closing?: string;
  children: ReactNode;
};

/** The sheet that every mail is written on. */
export function Letter({ shop, preview, closing = "", children }: LetterProps) {
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
          {shop.logo && <Img src={`${appUrl()}/photos/${shop.logo}-360.webp`} alt="" height={64} style={look.logo} />}
          <Heading as="h1" style={look.shop} className="ink">
            {shop.name}
          </Heading>
          {children}
          {linesOf(closing).map((line) => (
            <Text key={line} style={look.text} className="ink">
              {line}
            </Text>
          ))}
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
  const colours = coloursOf(shop);
  return (
    <Section style={{ ...look.card, backgroundColor: colours.accent }}>
      <Text style={{ ...look.onCard, color: colours.onAccent }}>{above}</Text>
      <Text style={{ ...look.number, ...sizeOf(number), color: colours.onAccent }}>{number}</Text>
      <Text style={{ ...look.onCard, color: colours.onAccent }}>{below}</Text>
    </Section>
  );
}

/** A number with a long prefix stays on one line of a phone. */
function sizeOf(number: string): { fontSize: number; lineHeight: string } {
  const fontSize = Math.min(84, Math.floor(420 / number.length));
  return { fontSize, lineHeight: `${fontSize + 8}px` };
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
  const colours = coloursOf(shop);
  return (
    <Section style={{ marginTop: 24 }}>
      <Button href={href} style={{ ...look.button, backgroundColor: colours.accent, color: colours.onAccent }}>
        {children}
      </Button>
    </Section>
  );
}

/** Each line once: a line is its own key. */
function linesOf(words: string): string[] {
  return [...new Set(words.split("\n").filter(Boolean))];
}

/** The shop's colour, made fit to be read on. */
function coloursOf({ accent }: Shop): { accent: string; onAccent: string } {
  return accentTokens(accent)?.light ?? { accent: "#1b1915", onAccent: "#ffffff" };
}
