using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Phones and codes: each good for its request, its purpose, five minutes, five tries and one use.</summary>
public sealed class CodeTests : IDisposable
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task A_code_opens_an_account_and_signs_in_to_it_once()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        Assert.Matches("^[0-9]{6}$", code.Code);

        var opened = Assert.IsType<SignIn.Started>(await Open(code));
        Assert.True(opened.Opened);
        Assert.Equal((Roles.Holder, AccountsUnderTest.Phone), (opened.Account.Roles, opened.Account.Phone));
        Assert.NotNull(await _directory.Accounts.ByToken(opened.Token));
        Assert.IsType<SignIn.No>(await Open(code));

        _directory.Clock.Advance(_minute);
        var session = Assert.IsType<SignIn.Started>(await Enter(await _directory.CodeFor(AccountsUnderTest.Phone)));
        Assert.Equal((opened.Account.Id, false), (session.Account.Id, session.Opened));
    }

    [Fact]
    public async Task Whoever_has_an_account_already_is_signed_in_instead_of_given_a_second_one()
    {
        var account = await _directory.OpenedByPhone();
        _directory.Clock.Advance(_minute);
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        var session = Assert.IsType<SignIn.Started>(await Open(code));
        Assert.Equal((account.Id, false), (session.Account.Id, session.Opened));
    }

    [Fact]
    public async Task A_code_is_good_for_its_purpose_alone()
    {
        await _directory.OpenedByPhone();
        foreach (var purpose in new[] { CodePurpose.Register, CodePurpose.ChangePhone, CodePurpose.ResetPassword })
        {
            _directory.Clock.Advance(_minute);
            Assert.IsType<SignIn.No>(await Enter(await _directory.CodeFor(AccountsUnderTest.Phone, purpose)));
        }
        _directory.Clock.Advance(_minute);
        Assert.IsType<SignIn.No>(await Open(await _directory.CodeFor("13900000000")));
    }

    /// <summary>H2: five tries by anybody used up the code of a phone's holder, who then waited for another.</summary>
    [Fact]
    public async Task H2_tries_of_a_stranger_use_up_a_strangers_own_code()
    {
        await _directory.OpenedByPhone();
        _directory.Clock.Advance(_minute);
        var right = await _directory.CodeFor(AccountsUnderTest.Phone);
        var strangers = await _directory.Accounts.SendCode(
            AccountsUnderTest.Phone, CodePurpose.SignIn, new Origin("198.51.100.7"));
        for (var i = 0; i < 50; i++)
        {
            await Enter(new GivenCode(strangers, $"{i:D6}"));
            await Enter(new GivenCode("C-" + new string('0', 32), right.Code));
        }
        Assert.IsType<SignIn.No>(await Enter(right with { RequestId = strangers }));
        Assert.IsType<SignIn.Started>(await Enter(right));
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        _directory.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<SignIn.No>(await Open(code));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task Five_wrong_tries_end_a_code(int tries, bool stillGood)
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        for (var i = 0; i < tries; i++) Assert.IsType<SignIn.No>(await Open(AccountsUnderTest.Wrong(code)));
        Assert.Equal(stillGood, await Open(code) is SignIn.Started);
    }

    [Theory]
    [InlineData("12812345678")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("+8613812345678")]
    [InlineData("13812345678\n")]
    [InlineData("１３８１２３４５６７８")]
    public async Task Other_numbers_get_nothing(string phone)
    {
        await _directory.Accounts.SendCode(phone, CodePurpose.SignIn, AccountsUnderTest.Here);
        Assert.Empty(_directory.Sent);
    }

    [Fact]
    public async Task The_answer_to_asking_is_an_id_whatever_came_of_it()
    {
        _directory.SenderFails = true;
        var ids = new[]
        {
            await Asked(AccountsUnderTest.Phone), await Asked(AccountsUnderTest.Phone), await Asked("110"),
        };
        Assert.Empty(_directory.Sent);
        Assert.All(ids, id => Assert.Matches("^C-[0-9A-F]{32}$", id));
        Assert.Equal(3, ids.Distinct().Count());

        Task<string> Asked(string phone) =>
            _directory.Accounts.SendCode(phone, CodePurpose.SignIn, AccountsUnderTest.Here);
    }

    private Task<SignIn> Open(GivenCode code) => _directory.Accounts.OpenByPhone(
        code, _directory.Accounts.AgreementsNow, AccountsUnderTest.Here);

    private Task<SignIn> Enter(GivenCode code) => _directory.Accounts.SignInByCode(code, AccountsUnderTest.Here);

    public void Dispose() => _directory.Dispose();
}
