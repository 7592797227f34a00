# Not tried: there is no public release yet, so that URL and checksum are to be filled in from
# what `packaging/release.sh` prints.
class Shisaku < Formula
  desc "Terminal explorer of Japanese government policy and budget documents"
  homepage "TO BE FILLED IN"
  url "TO BE FILLED IN"
  sha256 "TO BE FILLED IN"
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
