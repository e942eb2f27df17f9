import Link from "next/link";
import { Glyph } from "@/components/layout/admin-icons";
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
  return found.map((one) => (
    <div key={one.channel} className={s.unreached}>
      <Notice
        hue={settlesItself(one) ? "unsure" : "stop"}
        glyph={settlesItself(one) ? "dash" : "cross"}
        title={titleOf(one)}
      >
        <span>{insteadWords(one)}</span>
        {one.phone && !settlesItself(one) && (
          <a className="btn small" href={`tel:${one.phone}`}>
            Call {one.phone}
          </a>
        )}
        {change && one.because !== "stopped" && (
          <Link className="btn small" href={change}>
            <Glyph name="note" />
            Put it right
          </Link>
        )}
      </Notice>
    </div>
  ));
}

/** A number that wants no texts, of somebody who gets emails instead. */
function settlesItself({ because, email }: Unreached): boolean {
  return because === "stopped" && email !== "";
}

function titleOf({ channel, address, because }: Unreached): string {
  const broken = brokenOf(because);
  return broken ? unreachedWords(channel, address, broken) : `The customer replied STOP: no texts go to ${address}.`;
}

function insteadWords(one: Unreached): string {
  if (settlesItself(one)) return `They are told by email instead, at ${one.email}.`;
  if (one.because === "stopped") return "There is no email address either, so please call.";
  return one.phone ? "Nothing more is sent there by itself." : "There is no number to call either.";
}
