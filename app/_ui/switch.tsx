import { Link } from "./link";

/** Two or three views of the same thing, as links: Outline or Diagram, Board or By age. */
export function Switch({
  label,
  options,
}: {
  label: string;
  options: { href: string; label: string; current: boolean }[];
}) {
  return (
    <nav className="switch" aria-label={label}>
      {options.map((option) => (
        <Link key={option.href} href={option.href} aria-current={option.current ? "page" : undefined}>
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
