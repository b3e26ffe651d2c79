import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { Link } from "@/app/_ui/link";
import { PageFrame } from "@/app/_ui/page-frame";
import { roomsFor } from "./rooms";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const rooms = roomsFor(member.role).map((room) => ({ ...room, href: `/w/${workspace}/settings/${room.path}` }));
  const measures = {
    href: `/w/${workspace}/trends/measures`,
    title: "Measures",
    says: "The figures that both sides follow over time, their owners, values and limits.",
  };
  const profile = {
    href: `/w/${workspace}/profile`,
    title: "Your profile",
    says: "Your name, how days and figures are written, your password and where you are signed in.",
  };
  return (
    <PageFrame title="Settings">
      <ul className="rows setting">
        {[...rooms, measures, profile].map(({ href, title, says }) => (
          <li key={href}>
            <p className="who">
              <Link className="link" href={href}>
                {title}
              </Link>
              <small>{says}</small>
            </p>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}
