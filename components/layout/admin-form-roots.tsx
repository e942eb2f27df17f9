"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";
import type { FormState } from "@/lib/web/action";

export type StaffAction = (previous: FormState, form: FormData) => Promise<FormState>;

const never = () => () => undefined;

/** False on the server and until the page listens. */
export function useListens(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

type Props = {
  about: string;
  /** Where to come back to; where the form stands, unless said. */
  back?: string;
  /** Whether what it does can be taken back for a while. */
  undoable?: boolean;
};

/** What a staff form sends beside its fields: what it is about, and where it stands. */
export function FormRoots({ about, back, undoable }: Props) {
  const path = usePathname();
  const search = useSearchParams().toString();
  return (
    <>
      <input type="hidden" name="about" value={about} />
      {undoable && <input type="hidden" name="undoable" value="yes" />}
      <input type="hidden" name="back" value={back ?? (search ? `${path}?${search}` : path)} />
    </>
  );
}
