import { refusals } from "@/lib/refusal";
import { type LinkKind, type LinkTrouble, linkWords } from "@/lib/staff/rules";

/** What the staff domain can refuse, and in which words. */
export const refuse: <Code extends keyof Details>(code: Code, detail: Details[Code]) => never = refusals<Details>({
  wrong_credentials: () => "That email and password do not belong together. Check both and try again.",
  wrong_password: () => "That is not your password. Nothing was changed.",
  password_asked: () => "Making someone an owner takes your password. Type it, and try again.",
  wrong_code: () => "That code is not right, or was used already. Wait for the next one and try again.",
  factor_unreadable: () =>
    "This shop cannot check codes any more, because its SECRETS_KEY is another one. Use a recovery code, or ask an owner to take your second factor away.",
  last_owner: ({ name }) => `${name} is the only owner. Make someone else an owner first.`,
  already_staff: ({ email }) => `${email} already belongs to someone on the staff.`,
  already_invited: ({ email }) => `${email} was invited already. You can send that invite again.`,
  no_owner: () => "There is no owner with this email address.",
  link_unusable: ({ kind, trouble }) => linkWords(kind, trouble),
  no_second_factor: () => "There is no second factor to change.",
  not_set_up: () => "Scan the picture first, then type the code that your app shows.",
  second_factor_required: () =>
    "This shop asks everyone for a second factor. You can move it to another phone, not turn it off.",
  own_account: () => "This is your own account. Use your account page, which asks for your password.",
});

type None = Record<string, never>;
type Details = {
  wrong_credentials: None;
  wrong_password: None;
  password_asked: None;
  wrong_code: None;
  factor_unreadable: None;
  last_owner: { name: string };
  already_staff: { email: string };
  already_invited: { email: string };
  no_owner: None;
  link_unusable: { kind: LinkKind; trouble: LinkTrouble };
  no_second_factor: None;
  not_set_up: None;
  second_factor_required: None;
  own_account: None;
};
