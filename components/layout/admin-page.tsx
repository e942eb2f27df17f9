import type { ReactNode } from "react";
import { JustIn } from "@/components/layout/admin-just-in";
import { LiveMark, OutOfTouch } from "@/components/layout/admin-live";
import { SoundSwitch } from "@/components/layout/admin-sound";

type Props = {
  title: ReactNode;
  /** Beside the title: days, filters. */
  beside?: ReactNode;
  /** At the far end: a search. */
  far?: ReactNode;
  children: ReactNode;
};

/** A staff page: its head, the bands that every page shows, its content. */
export function AdminPage({ title, beside, far, children }: Props) {
  return (
    <main id="content" tabIndex={-1}>
      <div className="bar">
        {title}
        {beside}
        <span className="push" />
        <SoundSwitch />
        <LiveMark />
        {far}
      </div>
      <OutOfTouch />
      <JustIn />
      {children}
    </main>
  );
}
