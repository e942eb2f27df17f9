"use client";

import Link from "next/link";
import s from "@/components/destinations/destinations.module.css";
import { CopyButton } from "@/components/staff/copy-button";
import { Notice } from "@/components/ui/notice";

/** A signing secret, in the form that made it: to be given to the receiver now, and not shown again. */
export function ShownSecret({ secret, destinationId }: { secret: string; destinationId?: string | undefined }) {
  return (
    <Notice hue="ready" glyph="tick" title="Give this secret to the receiver now. It is not shown again." urgent>
      <div className={s.secret}>
        <p>
          <code>{secret}</code>
        </p>
        <p className={s.row}>
          <CopyButton text={secret} className="btn small">
            Copy the secret
          </CopyButton>
          {destinationId && (
            <Link className="btn small" href={`/admin/destinations/${destinationId}`}>
              Go on: send a sample
            </Link>
          )}
        </p>
      </div>
    </Notice>
  );
}
