"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { RefusedLevels } from "@/components/stock/refused-levels";
import s from "@/components/stock/stocktake.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Submit } from "@/components/ui/submit";

type Props = { id: string; counted: number; apply: StaffAction; drop: StaffAction };

/** Applies all of it at once, or drops it. */
export function SettleStocktake({ id, counted, apply, drop }: Props) {
  return (
    <div className={s.settle}>
      {counted > 0 && (
        <ActionForm action={apply} about={id} label="Apply the stocktake">
          <RefusedLevels />
          <input type="hidden" name="stocktakeId" value={id} />
          <Submit>Apply {counted === 1 ? "1 count" : `${counted} counts`}</Submit>
        </ActionForm>
      )}
      <ConfirmButton
        label="Drop it"
        title="Drop this stocktake?"
        words={<p>No level changes. What was counted can still be read.</p>}
        confirm="Drop it"
        action={drop}
        about={id}
        fields={{ stocktakeId: id }}
      />
    </div>
  );
}
