// Who is signed in; light or dark; signing out.
import { Menu, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconKey, IconKeyboard, IconLogout, IconMoon, IconSelector, IconSun, IconUserCircle } from "@tabler/icons-react";
import { Link } from "wouter";
import { useSession, useSignOut } from "../api/hooks/session";
import { sayFailed } from "../components/notices";
import styles from "./account.module.css";
import { openHelp } from "./shortcuts";

const SCHEMES = [
  { value: "auto", label: "As the system", icon: IconDeviceDesktop },
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
] as const;

export function Account() {
  const { data: session } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const leave = () => signOut.mutate(false, { onError: sayFailed });
  return (
    <Menu position="top-start" width={240} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.account}>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <span className="cut">{session?.user || "Signed in"}</span>
          <IconSelector size={15} aria-hidden className={styles.more} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === value && <IconCheck size={15} aria-label="chosen" />}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} />} component={Link} href="/access">
          Password and keys
        </Menu.Item>
        {session?.how !== "open" && (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
            Sign out
          </Menu.Item>
        )}
        {session?.version && <Menu.Label>qbitrr {session.version}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Light or dark"
      value={colorScheme}
      onChange={setColorScheme}
      data={SCHEMES.map(({ value, label, icon: Icon }) => ({
        value,
        label: (
          <span className={styles.option} title={label}>
            <Icon size={16} aria-hidden />
            <span className="hidden">{label}</span>
          </span>
        ),
      }))}
    />
  );
}
