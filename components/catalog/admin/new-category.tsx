"use client";

import { CategoryFields } from "@/components/catalog/admin/category-list";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { Submit } from "@/components/ui/submit";

/** A button, and the form of a new category that it opens. */
export function NewCategory({ action }: { action: StaffAction }) {
  return (
    <Dialog label="Add a category" icon="add" className="btn go" title="A new category">
      {(close) => (
        <ActionForm action={action} label="A new category" onDone={close}>
          <CategoryFields />
          <Submit>Add it</Submit>
        </ActionForm>
      )}
    </Dialog>
  );
}
