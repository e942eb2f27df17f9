"use client";

import { CopyButton } from "@/components/staff/copy-button";
import s from "@/components/staff/staff.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";

/** A link that no mail carries, in the form that made it: to be handed over now, and not shown again. */
export function ShownLink({ words }: { words: string }) {
  const { state } = useActionForm();
  const [address] = state.once ?? [];
  if (!address) return null;
  return (
    <Notice hue="ready" glyph="tick" title="Hand this link over now. It is not shown again." urgent>
      <div className={s.address}>
        <code>{address}</code>
        <p className={s.row}>
          <CopyButton text={address} className="btn small">
            Copy the link
          </CopyButton>
        </p>
        <p>{words}</p>
      </div>
    </Notice>
  );
}

/** New recovery codes, in the form that made them: to be kept now, and not shown again. */
export function ShownCodes() {
  const { state } = useActionForm();
  if (!state.once) return null;
  return (
    <Notice hue="ready" glyph="tick" title="Keep these now. They are not shown again." urgent>
      <div className={s.address}>
        <ol className={s.codes} aria-label="Recovery codes">
          {state.once.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p className={s.row}>
          <CopyButton text={state.once.join("\n")} className="btn small">
            Copy them
          </CopyButton>
        </p>
      </div>
    </Notice>
  );
}
