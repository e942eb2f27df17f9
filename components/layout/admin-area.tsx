"use client";

import type { ReactNode } from "react";
import { type StaffAction, useListens } from "@/components/layout/admin-form-roots";
import { Going } from "@/components/layout/admin-going";
import { AdminHelp } from "@/components/layout/admin-help";
import { JustInProvider, type Placed } from "@/components/layout/admin-just-in";
import { useKeysOn } from "@/components/layout/admin-keys";
import { LiveProvider } from "@/components/layout/admin-live";
import { type Toast, ToastProvider } from "@/components/layout/admin-toast";
import type { LiveBoard } from "@/lib/live/rules";
import type { Role } from "@/lib/permission";

type Props = {
  place: { locale: string; timezone: string };
  board: LiveBoard;
  placed: Placed[];
  role: Role;
  undo: StaffAction;
  said: Toast | null;
  children: ReactNode;
};

/** Everything the staff pages share: the live state, the keys, the toast, what is new. */
export function AdminArea({ place, board, placed, role, undo, said, children }: Props) {
  const listens = useListens();
  const keys = useKeysOn();
  return (
    <div data-area="admin" data-listens={listens || undefined} data-keys={keys ? "on" : undefined}>
      <a className="skip btn go" href="#content">
        Skip to the page
      </a>
      <LiveProvider place={place} board={board}>
        <ToastProvider undo={undo} first={said}>
          <JustInProvider placed={placed}>
            <AdminHelp role={role} />
            <Going />
            {children}
          </JustInProvider>
        </ToastProvider>
      </LiveProvider>
    </div>
  );
}
