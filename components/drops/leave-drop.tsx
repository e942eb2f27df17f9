"use client";

import Link from "next/link";
import { useActionState } from "react";
import type { Action } from "@/components/ui/form";
import { FieldError } from "@/components/ui/form-words";
import { Press } from "@/components/ui/press";

type Props = {
  /** The shop's name. */
  shop: string;
  /** The drop that somebody is told of, and when it begins; null if they are told no more. */
  wish: { drop: string; token: string; when: string } | null;
  action: Action;
};

/** One button for whoever wants to hear no more of a drop; and that it is done. */
export function LeaveDrop({ shop, wish, action }: Props) {
  const [state, send] = useActionState(action, {});
  return (
    <>
      <header className="top">
        <Link className="brand" href="/" prefetch={false}>
          {shop}
        </Link>
      </header>
      <main id="main" className="in-line">
        <section className="blk" aria-live="polite">
          <h1>{wish ? `Hear no more of ${wish.drop}?` : "You hear no more of it"}</h1>
          <p className="lede">
            {wish ? `It goes on sale ${wish.when}, and you asked to be told.` : "Your address is gone from its list."}
          </p>
        </section>
        {wish ? (
          <form action={send} className="blk">
            <input type="hidden" name="token" value={wish.token} />
            <input type="hidden" name="back" value={`/wishes/${wish.token}`} />
            <Press waiting="One moment">Do not write to me</Press>
            <div role="alert">
              <FieldError id="wish-wrong" words={state.message ?? state.fields?.token} />
            </div>
          </form>
        ) : (
          <p className="blk">
            <Link className="btn quiet" href="/" prefetch={false}>
              See the shop
            </Link>
          </p>
        )}
      </main>
    </>
  );
}
