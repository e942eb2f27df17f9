"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useLeft } from "@/components/catalog/stock";
import { useBegun } from "@/components/drops/shop-clock";

type Props = {
  /** When it opens, in milliseconds since 1970; null if it is open. */
  opensAt: number | null;
  /** Its variants as the page knows them: before it opens their number may be a secret. */
  variants: readonly { id: string; available: number }[];
  before: ReactNode;
  children: ReactNode;
};

/** What stands on a page before a drop opens, and then, with no reload, what orders it. */
export function WhenOpen({ opensAt, variants, before, children }: Props) {
  const left = useLeft();
  const begun = useBegun(opensAt ?? 0, opensAt === null);
  const known = opensAt === null || variants.some((variant) => left(variant) > 0);
  const patient = useReadAgain(begun && !known);
  if (!begun) return before;
  return known || !patient ? children : <p className="blk small">Opening now.</p>;
}

/** The numbers come over the page's stream. If they do not, the page is read again, once, at a moment of its own; then what it shows is what there is. */
function useReadAgain(wanted: boolean): boolean {
  const router = useRouter();
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    if (!wanted) return undefined;
    const read = setTimeout(() => router.refresh(), 1_500 + Math.random() * 3_000);
    const give = setTimeout(() => setPatient(false), 8_000);
    return () => {
      clearTimeout(read);
      clearTimeout(give);
    };
  }, [wanted, router]);
  return patient;
}
