"use client";

import { useEffect, useState } from "react";

export type CategoryLink = { slug: string; name: string };

/** The way to each category; the one in view is marked. */
export function Categories({ categories }: { categories: CategoryLink[] }) {
  const current = useCategoryInView(categories);
  return (
    <nav className="cats" aria-label="Categories">
      <ul>
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <a href={`#in-${slug}`} aria-current={slug === current ? "true" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function useCategoryInView(categories: CategoryLink[]): string | undefined {
  const [current, setCurrent] = useState(categories[0]?.slug);
  const slugs = categories.map(({ slug }) => slug).join(" ");
  useEffect(() => {
    const sections = slugs.split(" ").flatMap((slug) => document.getElementById(`in-${slug}`) ?? []);
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        if (seen) setCurrent(seen.target.id.slice(3));
        else if (window.scrollY < window.innerHeight / 2) setCurrent(slugs.split(" ")[0]);
      },
      { rootMargin: "-20% 0px -70% 0px" },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [slugs]);
  return current;
}
