# Copyright The Limpid Authors
# SPDX-License-Identifier: Apache-2.0
"""A TLS 1.3 client or server with Python's ssl: sends lines, or sends lines back."""
import argparse
import socket
import ssl
import sys


def arguments():
    parser = argparse.ArgumentParser()
    for option in ("role", "port", "name", "ca", "cert", "key", "alpn", "demand", "resume", "later", "groups", "old"):
        parser.add_argument("--" + option, default="")
    return parser.parse_args()


def context(args):
    if args.role == "client":
        made = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=args.ca)
    else:
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=args.ca)
        if args.demand or args.later:
            made.verify_mode = ssl.CERT_REQUIRED
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    if args.cert:
        made.load_cert_chain(args.cert, args.key)
    if args.alpn:
        made.set_alpn_protocols(args.alpn.split(","))
    if args.later:
        made.post_handshake_auth = True
    if args.groups:
        made.set_ecdh_curve({"secp256r1": "prime256v1"}.get(args.groups, args.groups))
    if args.old:
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.maximum_version = ssl.TLSVersion.TLSv1_2
    return made


def visit_first(args, made):
    """Returns the session of a whole visit."""
    with socket.create_connection(("127.0.0.1", int(args.port))) as raw:
        tls = made.wrap_socket(raw, server_hostname=args.name, suppress_ragged_eofs=False)
        tls.sendall(b"first\n")
        print("got", tls.recv(4096).decode().strip(), flush=True)
        session = tls.session
        tls.unwrap()
        return session


def client(args):
    made = context(args)
    session = visit_first(args, made) if args.resume else None
    with socket.create_connection(("127.0.0.1", int(args.port))) as raw:
        tls = made.wrap_socket(raw, server_hostname=args.name, suppress_ragged_eofs=False, session=session)
        print("established", tls.version(), tls.selected_alpn_protocol(), tls.session_reused, flush=True)
        for line in sys.stdin:
            tls.sendall(line.encode())
            print("got", tls.recv(4096).decode().strip(), flush=True)
            if line == "bye\n" and tls.recv(4096) == b"":
                print("end of data", flush=True)
                break
        tls.unwrap()
        print("closed", flush=True)


def serve(args, tls):
    print("established", tls.version(), tls.selected_alpn_protocol(), tls.session_reused, flush=True)
    data = tls.recv(4096)
    while data:
        if args.later and not tls.getpeercert():
            tls.verify_client_post_handshake()
        tls.sendall(data)
        data = tls.recv(4096)
        if args.later and tls.getpeercert():
            print("authenticated", tls.getpeercert()["subject"][0][0][1], flush=True)
    tls.unwrap()
    print("closed", flush=True)


def server(args):
    made = context(args)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print("listening", listening.getsockname()[1], flush=True)
        while True:
            raw, _ = listening.accept()
            with raw:
                try:
                    serve(args, made.wrap_socket(raw, server_side=True, suppress_ragged_eofs=False))
                except OSError as failed:
                    print("failed", failed, flush=True)


def main():
    args = arguments()
    if args.role == "server":
        server(args)
    else:
        client(args)


main()
