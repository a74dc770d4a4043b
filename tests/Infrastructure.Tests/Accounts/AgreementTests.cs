using System.Text.Json;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Nobody uses an account by phone without having agreed to what counts now (rules.md A.2).</summary>
public sealed class AgreementTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task An_account_is_opened_by_whoever_agrees_to_everything_that_counts()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        var all = _directory.Accounts.AgreementsNow.Items;
        Assert.Equal(["userAgreement", "privacyPolicy"], all.Select(one => one.Id));
        foreach (var given in (AgreedVersion[][])[[], [all[0]], [all[0], all[1] with { Version = "2020-01" }]])
        {
            var no = Assert.IsType<SignIn.No>(await Open(code, new AgreedVersions([.. given])));
            Assert.Equal("agreements", Assert.Single(no.Refusal.Faults).Field);
        }
        Assert.IsType<SignIn.Started>(await Open(code, _directory.Accounts.AgreementsNow)); // The code is still good.
    }

    [Fact]
    public async Task A_newer_version_is_due_from_its_day_on_until_it_is_agreed_to()
    {
        var account = await _directory.OpenedByPhone();
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var session = Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(
            await _directory.CodeFor(AccountsUnderTest.Phone), AccountsUnderTest.Here));
        Assert.False(await Due(_directory.Accounts, session));

        _directory.Texts = Texts(("a", "1", "2000-01-01"), ("a", "2", "2001-01-01"), ("b", "1", "2999-01-01"));
        using var newer = _directory.Another(); // As the registry is started again with a newer file.
        Assert.True(await Due(newer, session));
        Assert.NotNull(await newer.Agree(account.Id, new AgreedVersions([new AgreedVersion("a", "1")])));
        Assert.NotNull(await newer.Agree(account.Id, AgreedVersions.None));
        Assert.True(await Due(newer, session));
        Assert.Null(await newer.Agree(account.Id, newer.AgreementsNow));
        Assert.False(await Due(newer, session));
    }

    [Fact]
    public async Task Whoever_was_appointed_works_under_other_rules()
    {
        await _directory.Opened();
        Assert.False(await Due(_directory.Accounts, await _directory.SignedIn()));
        await _directory.Opened("holder.1", Roles.Holder);
        Assert.True(await Due(_directory.Accounts, await _directory.SignedIn("holder.1")));
    }

    [Fact]
    public void Both_languages_say_as_much_and_nothing_is_a_placeholder() => Assert.All(
        AgreementTexts.Embedded.On(new DateOnly(2026, 11, 29)), one =>
        {
            Assert.Equal(one.Zh.Length, one.En.Length);
            Assert.All(one.Zh.Concat(one.En), paragraph => Assert.True(paragraph.Length > 3, paragraph));
            Assert.True(one.Zh.Sum(paragraph => paragraph.Length) > 500, one.Id);
        });

    [Theory]
    [InlineData("[{}]")]
    [InlineData("{")]
    public void A_file_that_is_not_in_order_is_refused_by_its_name(string content)
    {
        var folder = Directory.CreateTempSubdirectory("agreements-").FullName;
        try
        {
            Assert.Same(AgreementTexts.Embedded, AgreementFile.Read(folder));
            File.WriteAllText(Path.Combine(folder, "agreements.json"), content);
            var refused = Assert.Throws<SettingException>(() => AgreementFile.Read(folder));
            Assert.Contains("agreements.json", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static AgreementTexts Texts(params (string Id, string Version, string From)[] all) =>
        AgreementTexts.Parse(JsonSerializer.SerializeToUtf8Bytes(all.Select(one => new
        {
            id = one.Id, version = one.Version, from = one.From, title = new { zh = "协", en = "T" },
            text = new { zh = new[] { "条" }, en = new[] { "p" } },
        })));

    private Task<SignIn> Open(GivenCode code, AgreedVersions agreed) =>
        _directory.Accounts.OpenByPhone(code, agreed, AccountsUnderTest.Here);

    private static async Task<bool> Due(AccountDirectory accounts, SignIn.Started session) =>
        (await accounts.ByToken(session.Token))!.Account.AgreementDue;

    public void Dispose() => _directory.Dispose();
}
