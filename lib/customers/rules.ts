type Reached = { email: string; phone: string };

/**
 * Orders as people, each by its first order: who has its email or its number is the same person. Who gave neither is a person for each order.
 */
export function groupPeople<Order extends Reached>(orders: readonly Order[]): Order[] {
  const people: Order[] = [];
  for (const order of orders) if (!people.some((person) => isSame(person, order))) people.push(order);
  return people;
}

function isSame(one: Reached, other: Reached): boolean {
  return (one.email !== "" && one.email === other.email) || (one.phone !== "" && one.phone === other.phone);
}
