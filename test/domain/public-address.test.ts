import { describe, expect, it } from "vitest";
import { isAddress, isPublicAddress } from "#domain/public-address.ts";

describe("isPublicAddress()", () => {
  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "223.255.255.255",
  ])("is true of %s", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    "2600:1f18::1",
    "2a05:d018:0:0:0:0:0:1",
    "2001:4860:4860::8888",
    "2400:cb00::8.8.8.8",
    "::ffff:8.8.8.8",
    "2001:200::1",
  ])("is true of %s", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "255.255.255.255",
  ])("is false of %s", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "0:0:0:0:0:ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "fd00:ec2::254",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:1ff::1",
    "192.88.99.1",
    "fe80::1%eth0",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
  ])("is false of %s", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    "",
    "localhost",
    "8.8.8",
    "256.1.1.1",
    "0x7f.1",
    "1::2::3",
    "1:2:3",
    "2600::12345",
    "2600:1:2:3:4:5:6:7:8",
    "[2600::1]",
  ])("is false of %j, which is no address", (text) =>
    expect([isAddress(text), isPublicAddress(text)]).toEqual([false, false]),
  );
});
