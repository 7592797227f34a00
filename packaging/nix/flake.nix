# Not tried: no Nix was at hand. `nix run path:.?dir=packaging/nix` from a clone is meant to start it.
{
  description = "Terminal explorer of Japanese government policy and budget documents";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = nixpkgs.lib.genAttrs systems;
    in {
      packages = each (system:
        let pkgs = nixpkgs.legacyPackages.${system}; in {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = "shisaku";
            version = "0.1.0";
            src = ../..;
            cargoLock.lockFile = ../../Cargo.lock;
            nativeBuildInputs = [ pkgs.installShellFiles ];
            # The tests drive pseudo-terminals and take minutes.
            doCheck = false;
            postInstall = ''
              bash packaging/share.sh $out/bin/shisaku share
              installManPage share/shisaku.1
              installShellCompletion --bash share/shisaku.bash --zsh share/_shisaku --fish share/shisaku.fish
              install -Dm644 share/licenses.txt $out/share/doc/shisaku/licenses.txt
            '';
            meta = {
              license = pkgs.lib.licenses.mit;
              mainProgram = "shisaku";
            };
          };
        });
    };
}
