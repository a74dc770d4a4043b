using System.Security.Cryptography;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Infrastructure.Tests.Tokens;

/// <summary>The secret under which private keys are sealed: made once, for its owner alone, and never half.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class KeySecretTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "registry-tests", Guid.NewGuid().ToString("N"));

    private VerificationOptions InFolder => new() { Folder = _folder };

    private string SecretFile => Path.Combine(_folder, KeySecret.FileName);

    [Fact]
    public void The_file_is_made_once_and_nobody_else_may_read_it()
    {
        var sealedKey = KeySecret.Of(InFolder).Seal([1, 2, 3], [9]);
        Assert.Equal([1, 2, 3], KeySecret.Of(InFolder).Open(sealedKey, [9]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretFile));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Those_who_start_together_have_one_secret()
    {
        var codes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => KeySecret.Of(InFolder).CodeOf("T-1.1 0"))));
        Assert.Single(codes.Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all, not at all, not at all, no")]
    public void A_damaged_file_is_an_error_at_the_start_and_says_what_to_do(string content)
    {
        KeySecret.Of(InFolder);
        File.WriteAllText(SecretFile, content);
        var thrown = Assert.Throws<InvalidDataException>(() => KeySecret.Check(InFolder));
        Assert.Contains(SecretFile, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        KeySecret.Of(InFolder);
        File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains(
            "chmod 600", Assert.Throws<InvalidDataException>(() => KeySecret.Of(InFolder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_setting_is_refused_and_a_good_one_makes_no_file()
    {
        Assert.Throws<InvalidOperationException>(() => KeySecret.Of(InFolder with { KeySecret = "short" }));
        var options = InFolder with { KeySecret = new string('s', KeySecret.MinLength) };
        Assert.Equal([7], KeySecret.Of(options).Open(KeySecret.Of(options).Seal([7], []), []));
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Nothing_sealed_opens_changed_or_under_another_secret_or_for_another_key()
    {
        var secret = KeySecret.Of(InFolder with { KeySecret = new string('a', 40) });
        var sealedKey = secret.Seal([1, 2, 3], [9]);
        for (var i = 0; i < sealedKey.Length; i++)
        {
            var changed = (byte[])sealedKey.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => secret.Open(changed, [9]));
        }
        Assert.ThrowsAny<CryptographicException>(() => secret.Open(sealedKey, [8]));
        Assert.ThrowsAny<CryptographicException>(() => secret.Open(sealedKey.AsSpan(0, 10), [9]));
        Assert.ThrowsAny<CryptographicException>(
            () => KeySecret.Of(InFolder with { KeySecret = new string('b', 40) }).Open(sealedKey, [9]));
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("licences.example.org")]
    [InlineData("https://licences.example.org/a/path/that/no/code/of/version/13/can/hold")]
    public void An_address_that_no_QR_code_can_hold_is_refused(string url) => Assert.Throws<SettingException>(
        () => VerificationOptions.PublicUrlOf(url));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
