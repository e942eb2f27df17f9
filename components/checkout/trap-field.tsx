import { trapName } from "@/lib/people/rules";

/**
 * A field that people never meet and simple scripts fill in; the form's action checks it with `refuseTrapped`. Nothing unless the shop
 * wants it (`shop.trapForms`). It keeps nothing that was typed, so that a form sent a second time is clean.
 */
export function TrapField({ on }: { on: boolean }) {
  if (!on) return null;
  return (
    <div className="sr-only" aria-hidden>
      <label>
        Leave this empty
        <input type="text" name={trapName} tabIndex={-1} autoComplete="off" defaultValue="" />
      </label>
    </div>
  );
}
