import type { PeopleRefusals } from "@/lib/people/refusals";

/** How the API says a refusal. */
export type Answer<Detail> = {
  status: number;
  title: string;
  /** What the problem says beside its words. */
  tell?: (detail: Detail) => Record<string, unknown>;
  headers?: (detail: Detail) => Record<string, string>;
};

/** How it says what is refused to a person for what they did before, or have not done yet. */
export const peopleAnswers: { readonly [Code in keyof PeopleRefusals]: Answer<PeopleRefusals[Code]> } = {
  person_limit: {
    status: 409,
    title: "Limit per person",
    tell: ({ lines }) => ({
      lines: lines.map(({ name, requested, limit, days, had, again }) => ({
        ...{ name, requested, limit, days, had },
        again_at: again?.toISOString() ?? null,
      })),
    }),
  },
  confirm_contact: { status: 409, title: "Contact not confirmed" },
  confirm_alone: { status: 409, title: "Ordered by itself" },
  no_contact: { status: 422, title: "No contact" },
  code_wrong: { status: 409, title: "Wrong code" },
  code_over: { status: 409, title: "Code over" },
  too_many_unpaid: { status: 409, title: "Too many unpaid orders", tell: ({ open, limit }) => ({ open, limit }) },
};
