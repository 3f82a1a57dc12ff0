import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Native<Props> = Props & Omit<ComponentPropsWithRef<"a">, keyof Props>;

/** Mantine's look with the router's typed `to`. */
export const AnchorLink = createLink((props: Native<AnchorProps>) => <Anchor {...props} />);
export const ButtonLink = createLink((props: Native<ButtonProps>) => (
  <Button component="a" {...props} />
));
export const MenuLink = createLink((props: Native<MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
));
