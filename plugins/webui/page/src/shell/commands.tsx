// The list that the palette shows.
import { useMantineColorScheme } from "@mantine/core";
import { createSpotlight, Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconKeyboard, IconListSearch, IconLogout, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useSignOut } from "../api/hooks/session";
import { usePages } from "./navigation";
import { openHelp } from "./shortcuts";

const [store, palette] = createSpotlight();

export default function Commands({ asked }: { asked: number }) {
  const [, go] = useLocation();
  const [query, setQuery] = useState("");
  const { setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const pages = usePages();
  useEffect(() => palette.open(), [asked]);

  const places: SpotlightActionData[] = pages.map(({ name, path, title, about, icon: Icon }) => ({
    id: name,
    label: title,
    description: about,
    leftSection: <Icon size={20} stroke={1.6} />,
    onClick: () => go(path),
  }));
  const deeds: SpotlightActionData[] = [
    { id: "light", label: "Light", description: "Show the page light", leftSection: <IconSun size={20} />, onClick: () => setColorScheme("light") },
    { id: "dark", label: "Dark", description: "Show the page dark", leftSection: <IconMoon size={20} />, onClick: () => setColorScheme("dark") },
    { id: "help", label: "Keyboard shortcuts", leftSection: <IconKeyboard size={20} />, onClick: openHelp },
    { id: "leave", label: "Sign out", leftSection: <IconLogout size={20} />, onClick: () => signOut.mutate(false) },
  ];
  const groups: SpotlightActionGroupData[] = [
    { group: "Pages", actions: places },
    { group: "Commands", actions: deeds },
  ];
  if (query.trim())
    groups.push({
      group: "Torrents",
      actions: [
        {
          id: "torrent",
          label: `Torrents with “${query.trim()}”`,
          keywords: [query],
          leftSection: <IconListSearch size={20} />,
          onClick: () => go(`/torrents?search=${encodeURIComponent(query.trim())}`),
        },
      ],
    });

  return (
    <Spotlight
      store={store}
      shortcut={null}
      attributes={{ content: { "aria-label": "Go to" } }}
      centered={false}
      yOffset="12dvh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={460}
      nothingFound="Nothing with these words"
      searchProps={{ leftSection: <IconSearch size={20} />, placeholder: "A page, a torrent, a command", "aria-label": "Go to" }}
    />
  );
}
