// Which page shows at which address.
import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link, Route, Switch } from "wouter";
import { Page } from "../components/page";
import { Empty } from "../components/states";
import { PAGES, SetUp } from "../pages";

export function Routes() {
  return (
    <Switch>
      {PAGES.map(({ path, page: Content }) => (
        <Route key={path} path={path === "/" ? "/" : `${path}/*?`}>
          <Content />
        </Route>
      ))}
      <Route path="/setup/*?">
        <SetUp />
      </Route>
      <Route>
        <Page title="Not found">
          <Empty
            icon={IconMapOff}
            title="There is no such page"
            action={
              <Button component={Link} href="/" variant="default">
                To the overview
              </Button>
            }
          >
            The address may be old or mistyped.
          </Empty>
        </Page>
      </Route>
    </Switch>
  );
}
