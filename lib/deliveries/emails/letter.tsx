import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Html, Img, Preview, Section, Text } from "react-email";
import { coloursOf, darkLook, look } from "@/lib/deliveries/emails/look";
import type { Shop } from "@/lib/settings/queries";

/** The shop as letters show it: with its logo as a picture that every mail reader draws, if it has one. */
export type LetterShop = Shop & { picture: { src: string; width: number; height: number } | null };

type LetterProps = {
  shop: LetterShop;
  preview: string;
  /** Why one gets this. */
  why?: string;
  children: ReactNode;
};

/** The sheet that every mail is written on. Whatever it says it says in words: with pictures off nothing is missing. */
export function Letter({ shop, preview, why, children }: LetterProps) {
  return (
    <Html lang={languageOf(shop)}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkLook(shop)}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={look.page} className="page">
        <Container style={look.sheet}>
          {shop.picture && <Img {...shop.picture} alt={`${shop.name}, logo`} style={look.logo} />}
          <Text style={look.shop} className="ink">
            {shop.name}
          </Text>
          {children}
          <Foot lines={[[shop.name, shop.address, shop.phone].filter(Boolean).join(" · "), why ?? ""]} />
        </Container>
      </Body>
    </Html>
  );
}

/** Whose letter it is, and why one gets it. */
function Foot({ lines }: { lines: readonly string[] }) {
  return (
    <Section style={look.foot} className="rule">
      <Lines small of={lines} />
    </Section>
  );
}

type NumberCardProps = { shop: Shop; number: string; above: string; below: string; quiet?: boolean };

/** The order's number, large enough to read across a counter; quiet where it is only to be found again. */
export function NumberCard({ shop, number, above, below, quiet = false }: NumberCardProps) {
  const { accent, onAccent } = coloursOf(shop).light;
  const paint = quiet ? {} : { backgroundColor: accent };
  const ink = quiet ? { color: look.text.color } : { color: onAccent };
  const name = quiet ? "ink" : "on-accent";
  return (
    <Section style={{ ...(quiet ? look.quietCard : look.card), ...paint }} className={quiet ? "rule" : "accent"}>
      <Text style={{ ...look.onCard, ...ink }} className={name}>
        {above}
      </Text>
      <Text style={{ ...look.number, ...sizeOf(number, quiet ? 40 : 84), ...ink }} className={name}>
        {number}
      </Text>
      <Text style={{ ...look.onCard, ...ink }} className={name}>
        {below}
      </Text>
    </Section>
  );
}

/** A number with a long prefix stays on one line of a phone. */
function sizeOf(number: string, largest: number): { fontSize: number; lineHeight: string } {
  const fontSize = Math.min(largest, Math.floor(420 / number.length));
  return { fontSize, lineHeight: `${fontSize + 8}px` };
}

/** What the letter is about, in its largest letters. */
export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading as="h1" style={look.top} className="ink">
      {children}
    </Heading>
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

/** Lines of text, one below the other; each once, since a line is its own key. */
export function Lines({ of, small = false }: { of: readonly string[]; small?: boolean }) {
  return [...new Set(of)].filter(Boolean).map((line) => (
    <Text key={line} style={small ? look.small : look.text} className={small ? "soft" : "ink"}>
      {line}
    </Text>
  ));
}

/** The one thing to press. */
export function Press({ shop, href, children }: { shop: Shop; href: string; children: ReactNode }) {
  const { accent, onAccent } = coloursOf(shop).light;
  return (
    <Section style={{ margin: "24px 0" }}>
      <Button
        href={href}
        style={{ ...look.button, backgroundColor: accent, color: onAccent }}
        className="accent on-accent"
      >
        {children}
      </Button>
    </Section>
  );
}

/** Our own words are English, whatever the shop's numbers and dates are written in. */
function languageOf({ locale }: Shop): string {
  return /^en(-|$)/i.test(locale) ? locale : "en";
}
