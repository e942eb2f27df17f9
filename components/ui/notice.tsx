/*
 * Something to know before going on: `<Notice hue="stop" glyph="cross" title="The last backup failed.">words, links, buttons</Notice>`.
 * `urgent` is for what appears while somebody is on the page: a screen reader says it at once.
 */

import type { ReactNode } from "react";
import { Glyph, type GlyphName, type Hue } from "@/components/layout/admin-icons";
import s from "@/components/ui/notice.module.css";

type Props = { hue: Hue; glyph: GlyphName; title: ReactNode; urgent?: boolean; children?: ReactNode };

export function Notice({ hue, glyph, title, urgent = false, children }: Props) {
  return (
    <div className={s.notice} data-hue={hue} role={urgent ? "alert" : undefined}>
      <span className={s.glyph}>
        <Glyph name={glyph} />
      </span>
      <div className={s.words}>
        <b>{title}</b>
        {children && <div className={s.rest}>{children}</div>}
      </div>
    </div>
  );
}
