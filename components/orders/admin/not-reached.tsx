import Link from "next/link";
import s from "@/components/orders/admin/order.module.css";
import { Notice } from "@/components/ui/notice";
import { brokenOf, unreachedWords } from "@/lib/deliveries/rules-of-reach";
import type { Unreached } from "@/lib/deliveries/unreached";

type Props = {
  found: readonly Unreached[];
  /** Where the contact can be changed; null for who may not, or where it is too late. */
  change: string | null;
};

/** That messages do not reach the customer, and what to do instead: call, or put the contact right. */
export function NotReached({ found, change }: Props) {
  const byEmail = found.every(({ channel }) => channel === "text");
  return found.map((one) => {
    const settled = one.because === "stopped" && one.email !== "" && byEmail;
    return (
      <div key={`${one.channel} ${one.because}`} className={s.unreached}>
        <Notice hue={settled ? "unsure" : "stop"} glyph={settled ? "dash" : "cross"} title={titleOf(one)}>
          <span>{settled ? `They are told by email instead, at ${one.email}.` : callWords(one)}</span>
          {one.phone && !settled && (
            <a className="btn small" href={`tel:${one.phone}`}>
              Call {one.phone}
            </a>
          )}
          {change && one.because !== "stopped" && (
            <Link className="btn small" href={change}>
              Put it right
            </Link>
          )}
        </Notice>
      </div>
    );
  });
}

function titleOf({ channel, address, because }: Unreached): string {
  const broken = brokenOf(because);
  return broken ? unreachedWords(channel, address, broken) : `The customer replied STOP: no texts go to ${address}.`;
}

function callWords({ because, phone }: Unreached): string {
  if (!phone) return "There is no number to call either.";
  return because === "stopped" ? "No email reaches them either, so please call." : "Please call, or put it right.";
}
