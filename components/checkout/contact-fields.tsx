import { Field } from "@/components/checkout/field";

type Props = { hint: string | undefined; error: string | undefined; defaultValue: string | undefined };

/** Where a customer is written to. */
export function EmailField(props: Props) {
  return (
    <Field
      name="email"
      label="Email"
      {...props}
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={400}
    />
  );
}

/** Where a customer is texted or called. */
export function PhoneField(props: Props) {
  return (
    <Field
      name="phone"
      label="Mobile number"
      {...props}
      type="tel"
      inputMode="tel"
      autoComplete="tel"
      maxLength={100}
    />
  );
}
