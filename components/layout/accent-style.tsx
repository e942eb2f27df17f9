import { type AccentTokens, accentTokens } from "@/lib/settings/rules";

/** The shop's own colour over the storefront's tokens. The colour that the tokens were drawn with needs nothing. */
export function AccentStyle({ accent }: { accent: string }) {
  const tokens = accent.toUpperCase() === drawnWith ? null : accentTokens(accent);
  if (!tokens) return null;
  const [light, dark] = [declarations(tokens.light), declarations(tokens.dark)];
  return (
    <style>{`:root:root{${light}}:root:root[data-theme="dark"]{${dark}}@media(prefers-color-scheme:dark){:root:root:not([data-theme="light"]){${dark}}}`}</style>
  );
}

const drawnWith = "#2C5A3C";

function declarations({ accent, onAccent, tint }: AccentTokens): string {
  return `--accent:${accent};--on-accent:${onAccent};--accent-tint:${tint}`;
}
