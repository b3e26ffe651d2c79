import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireReceived } from "./_server/received";
import { SoftNavigation } from "./_ui/soft-navigation";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Common Cause", default: "Common Cause" },
  // A number in a text is not to be dialled.
  formatDetection: { telephone: false, email: false, address: false, date: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbf9" },
    { media: "(prefers-color-scheme: dark)", color: "#16181b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  await requireReceived();
  const theme = (await cookies()).get("theme")?.value;
  return (
    // Without a choice of theme there is no attribute, and the page follows the system.
    <html lang="en" data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        {children}
        <SoftNavigation />
      </body>
    </html>
  );
}
