"use client";

import { CircleAlert, MailCheck } from "lucide-react";
import { useActionState } from "react";
import { EmailField } from "@/components/checkout/contact-fields";
import { TrapField } from "@/components/checkout/trap-field";
import type { Action } from "@/components/ui/form";
import { Press } from "@/components/ui/press";
import { useFocusOnWrong } from "@/components/ui/use-focus-on-wrong";

type Props = { phone: string; trap: boolean; action: Action };

/** Asks for the links to one's orders by email. What is said afterwards is the same, whoever asks. */
export function FindOrder({ phone, trap, action }: Props) {
  const [state, ask] = useActionState(action, {});
  const form = useFocusOnWrong(state);
  return (
    <>
      <p className="mt-2">
        Give the email address that you ordered with. We write to it with the links to your orders of the last 60 days.
      </p>
      <div role="status" className="mt-4">
        {state.done && (
          <p className="notice good">
            <MailCheck className="ico" aria-hidden />
            <span>
              If there are orders with this address, a mail with their links is on its way. Nothing there in a few
              minutes? Look among the spam, or try the other address that you use.
            </span>
          </p>
        )}
      </div>
      <form ref={form} action={ask} noValidate>
        <EmailField hint={undefined} error={state.fields?.email} defaultValue={state.typed?.email} />
        <TrapField on={trap} />
        <div role="alert">
          {state.message && (
            <p className="err">
              <CircleAlert className="ico" aria-hidden />
              {state.message}
            </p>
          )}
        </div>
        <Press className="btn mt-4 w-full" waiting="Sending">
          Send me the links
        </Press>
      </form>
      {phone && (
        <p className="small mt-4">
          Ordered with a phone number alone? Call <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>.
        </p>
      )}
    </>
  );
}
