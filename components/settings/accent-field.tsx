"use client";

import { useState } from "react";
import s from "@/components/settings/settings.module.css";
import { AdminField } from "@/components/ui/admin-field";
import { type AccentTokens, accentTokens, contrast } from "@/lib/settings/rules";

const papers = {
  light: { paper: "#FAF7F0", ink: "#221D18", words: "In the light" },
  dark: { paper: "#171512", ink: "#F3EDE1", words: "In the dark" },
} as const;

/** The shop's colour, with how it will look on the storefront and whether it can be read. */
export function AccentField({ accent, name }: { accent: string; name: string }) {
  const [typed, setTyped] = useState(accent);
  const tokens = accentTokens(typed);
  return (
    <>
      <AdminField
        name="accent"
        label="Accent colour"
        hint="Any colour will do: where it is too pale or too dark to be read, it is moved until it can be."
      >
        {(control) => (
          <span className={s.colour}>
            <input
              type="color"
              aria-label="Choose the colour"
              value={tokens ? typed : "#000000"}
              onChange={(event) => setTyped(event.target.value.toUpperCase())}
            />
            <input
              className="field"
              spellCheck={false}
              autoComplete="off"
              maxLength={7}
              {...control}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
        )}
      </AdminField>
      {tokens && (
        <div className={s.previews}>
          <Preview theme="light" tokens={tokens.light} name={name} chosen={typed} />
          <Preview theme="dark" tokens={tokens.dark} name={name} chosen={typed} />
        </div>
      )}
    </>
  );
}

type PreviewProps = { theme: keyof typeof papers; tokens: AccentTokens; name: string; chosen: string };

function Preview({ theme, tokens, name, chosen }: PreviewProps) {
  const { paper, ink, words } = papers[theme];
  const moved = tokens.accent.toLowerCase() !== chosen.toLowerCase();
  return (
    <div className={s.preview} style={{ background: paper, color: ink }}>
      <b>{name || "Your shop"}</b>
      <span style={{ color: tokens.accent, fontWeight: 600 }}>Only 3 left</span>
      <span className={s.act} style={{ background: tokens.accent, color: tokens.onAccent }}>
        Add to cart
      </span>
      <span className="meta">
        {words}: {moved ? `moved to ${tokens.accent.toUpperCase()}` : "as chosen"}, contrast{" "}
        {contrast(tokens.accent, paper).toFixed(1)}
      </span>
    </div>
  );
}
