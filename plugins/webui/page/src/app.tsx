// The page as a whole: its look, its queries, the address bar, and the gate before everything.
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { Router } from "wouter";
import { BASE, whenUnauthorised } from "./api/client";
import { keys, newQueries } from "./api/queries";
import { Gate } from "./entrance/gate";
import { schemes } from "./scheme";
import { theme } from "./theme";

export function App() {
  const [queries] = useState(() => {
    const made = newQueries();
    whenUnauthorised(() => void made.invalidateQueries({ queryKey: keys.session }));
    return made;
  });
  return (
    <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={4} />
      <QueryClientProvider client={queries}>
        <Router base={BASE}>
          <Gate />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
