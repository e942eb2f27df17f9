"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useKeys } from "@/components/layout/admin-keys";
import s from "@/components/orders/admin/order.module.css";

type Neighbour = { id: string; shown: string } | null;

/** The orders before and after this one, by number: K and J. */
export function Neighbours({ before, after }: { before: Neighbour; after: Neighbour }) {
  const router = useRouter();
  const go = (to: Neighbour) => to && router.push(`/admin/orders/${to.id}`);
  useKeys({ k: () => go(before), j: () => go(after) });
  return (
    <nav className={s.neighbours} aria-label="Other orders">
      {before && <To order={before} hint="k" words="Previous order" arrow="‹" />}
      {after && <To order={after} hint="j" words="Next order" arrow="›" />}
    </nav>
  );
}

type ToProps = { order: { id: string; shown: string }; hint: string; words: string; arrow: string };

function To({ order, hint, words, arrow }: ToProps) {
  return (
    <Link className="btn bare small" href={`/admin/orders/${order.id}`} aria-label={`${words}, ${order.shown}`}>
      <kbd>{hint.toUpperCase()}</kbd>
      <span className={s.arrow} aria-hidden="true">
        {arrow}
      </span>
      {order.shown}
    </Link>
  );
}
