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

/** What a staff form sends beside its fields: what it is about, and where it stands. */
export function FormRoots({ about, back }: { about: string; back?: string }) {
  const path = usePathname();
  const search = useSearchParams().toString();
  return (
    <>
      <input type="hidden" name="about" value={about} />
      <input type="hidden" name="back" value={back ?? (search ? `${path}?${search}` : path)} />
    </>
  );
}
