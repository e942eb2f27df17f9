"use client";

import s from "@/components/layout/admin-door.module.css";
import { StaffForm } from "@/components/layout/admin-form";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { Glyph, StateMark } from "@/components/layout/admin-icons";

type Props = { open: boolean; maySwitch: boolean; openShop: StaffAction; closeShop: StaffAction };

/** Whether the shop takes orders, and the switch for those who may. */
export function DoorSwitch({ open, maySwitch, openShop, closeShop }: Props) {
  return (
    <div className={s.door}>
      {open ? (
        <StateMark hue="ready" glyph="ready">
          Taking orders
        </StateMark>
      ) : (
        <StateMark hue="stop" glyph="cross">
          Closed for orders
        </StateMark>
      )}
      {maySwitch && (
        <StaffForm action={open ? closeShop : openShop} about="shop" key={open ? "open" : "closed"}>
          {({ state, pending }) => (
            <>
              <button type="submit" className="btn small" aria-busy={pending}>
                {open ? "Close the shop" : "Open the shop"}
              </button>
              {state.message && !state.done && (
                <p className="wrong" role="alert">
                  <Glyph name="cross" />
                  {state.message}
                </p>
              )}
            </>
          )}
        </StaffForm>
      )}
    </div>
  );
}
