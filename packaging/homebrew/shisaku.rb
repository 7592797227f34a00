# A template: `packaging/release.sh` fills it in. No Homebrew was at hand to try it.
class Shisaku < Formula
  desc "Terminal explorer of Japanese government policy and budget documents"
  homepage "@REPOSITORY@"
  url "@REPOSITORY@/releases/download/v@VERSION@/shisaku-@VERSION@-source.tar.gz"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    system "packaging/share.sh", bin/"shisaku", "share"
    man1.install "share/shisaku.1"
    (share/"man/ja/man1").install "share/ja/shisaku.1"
    bash_completion.install "share/shisaku.bash" => "shisaku"
    zsh_completion.install "share/_shisaku"
    fish_completion.install "share/shisaku.fish"
    doc.install "share/licenses.txt", "NOTICE"
  end

  test do
    assert_match "173,665.4", shell_output("#{bin}/shisaku --lang en totals")
  end
end
