using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>
/// Goal: what is tried first is no password, and passphrases are (findings M6, M7). Method: the review's own examples,
/// and words of the list in the shapes that people give them.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("Correct-Horse-1")]
    [InlineData("密码由好几个不相干的词组成一二三")]
    [InlineData("abcdefgh ijklmno")]
    public void M7_A_passphrase_of_fifteen_characters_is_welcome(string password) =>
        Assert.Null(PasswordPolicy.Fault("password", password, "officer.41"));

    [Theory]
    [InlineData("fourteen chars")]
    [InlineData("")]
    public void M7_Without_a_second_factor_a_password_has_fifteen_characters(string password) =>
        Assert.NotNull(PasswordPolicy.Fault("password", password, null));

    [Fact]
    public void M7_Beside_a_second_factor_eight_are_enough_and_128_are_the_end()
    {
        Assert.Null(PasswordPolicy.Fault("password", "tulpenwa", null, secondFactor: true));
        Assert.NotNull(PasswordPolicy.Fault("password", "tulpenw", null, secondFactor: true));
        Assert.Null(PasswordPolicy.Fault("password", "a long one " + new string('x', 117), null));
        Assert.NotNull(PasswordPolicy.Fault("password", "a long one " + new string('x', 118), null));
    }

    [Theory]
    [InlineData("Password1!")]
    [InlineData("Aa12345678")]
    [InlineData("Admin@12345")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("          A1")]
    [InlineData("PASSWORD2026password2026")]
    [InlineData("Basketball-1998!")]
    [InlineData("5201314a")]
    [InlineData("111111111111111")]
    [InlineData("Registry-Demo-2026")]
    [InlineData("registry-demo-2027")]
    public void M7_What_is_tried_first_is_refused_in_every_case_with_every_year(string password) =>
        Assert.NotNull(PasswordPolicy.Fault("password", password, null, secondFactor: true));

    [Theory]
    [InlineData("officer.41X is me, hello", "officer.41")]
    [InlineData("my name OFFICER.41 again", "officer.41")]
    [InlineData("li-2026-2026-2026", "Li")]
    public void M7_The_user_s_name_is_no_password(string password, string name) =>
        Assert.NotNull(PasswordPolicy.Fault("password", password, name));

    [Fact]
    public void M7_The_list_has_ten_thousand_entries_and_no_more() => Assert.Equal(10_000, FrequentPasswords.Count);

    /// <summary>The format of ASP.NET Core's hasher: 1, the function, the iterations, all big-endian.</summary>
    [Fact]
    public async Task M6_A_password_is_hashed_by_pbkdf2_with_sha512_and_210_000_iterations()
    {
        using var passwords = new Passwords();
        var hash = Convert.FromBase64String(await passwords.Hash("correct horse battery staple", default));
        Assert.Equal((1, 2, 210_000), (hash[0], (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(
            hash.AsSpan(1)), (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))));
    }
}
