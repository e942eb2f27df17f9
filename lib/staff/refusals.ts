import { refusals } from "@/lib/refusal";

/** What the staff domain can refuse, and in which words. */
export const refuse: <Code extends keyof Details>(code: Code, detail: Details[Code]) => never = refusals<Details>({
  wrong_credentials: () => "That email and password do not belong together. Check both and try again.",
  last_owner: ({ name }) => `${name} is the only owner. Make someone else an owner first.`,
  already_staff: ({ email }) => `${email} already belongs to someone on the staff.`,
  no_owner: () => "There is no owner with this email address.",
});

type Details = {
  wrong_credentials: Record<string, never>;
  last_owner: { name: string };
  already_staff: { email: string };
  no_owner: Record<string, never>;
};
