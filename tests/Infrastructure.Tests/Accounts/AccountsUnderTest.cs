using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>An account desk over a real store, with a clock to move, codes to read and hashing made cheap.</summary>
public sealed class AccountsUnderTest : IDisposable, ICodeSender
{
    public const string Password = "Correct-Horse-1";
    public const string Phone = "13812345678";

    private readonly TestStore _store = new();
    private readonly AuthenticatorSeal _seal =
        new(new VerificationOptions { Folder = "", KeySecret = new string('k', 32) });

    public AccountsUnderTest() => Accounts = Another();

    public FakeTimeProvider Clock { get; } = new(TestPlace.Start);
    public AccountDirectory Accounts { get; }
    public List<(string Phone, string Code)> Sent { get; } = [];
    public List<(string Phone, string Kind, string Text)> Said { get; } = [];
    public static Origin Here { get; } = new("192.0.2.1");
    public static Origin ThisMachine { get; } = new("127.0.0.1", Unlimited: true);
    public bool SenderFails { get; set; }
    public AgreementTexts Texts { get; set; } = AgreementTexts.Embedded;

    public OrleansRegistry.Storage.IAccountStore Store => _store.Store.Accounts;

    /// <summary>A second desk over the same store, as another process would have.</summary>
    public AccountDirectory Another(Func<string, string?, CancellationToken, Task>? erase = null) =>
        new(AccountStores.Of(_store.Store), Clock, this, NullLogger<AccountDirectory>.Instance, _seal,
            new Passwords(iterations: 10))
        {
            Agreements = Texts,
            Erase = erase,
            IdentityNumberOf = (_, _) => ValueTask.FromResult<string?>("41018519900112001X"),
        };

    public async Task<Account> Opened(string name = "officer.1", Roles roles = Roles.Officer)
    {
        var (account, refusal) = await Accounts.Open(
            new Account("", name, null, roles, "41", Desks.Road, null, false, false), Password);
        Assert.Null(refusal);
        return account!;
    }

    public async Task<SignIn.Started> SignedIn(
        string name = "officer.1", string password = Password, Origin? from = null) =>
        Assert.IsType<SignIn.Started>(await Accounts.SignInByPassword(
            new PasswordSignIn(name, password), from ?? ThisMachine));

    public async Task<RefusalCode> Refused(string name, string password, Origin? from = null) =>
        (await Refusal(name, password, from)).Code;

    public async Task<Refusal> Refusal(string name, string password, Origin? from = null) =>
        Assert.IsType<SignIn.No>(await Accounts.SignInByPassword(
            new PasswordSignIn(name, password), from ?? ThisMachine)).Refusal;

    /// <summary>Asks for a code, and gives it back as the phone's holder would.</summary>
    public async Task<GivenCode> CodeFor(
        string phone, CodePurpose purpose = CodePurpose.SignIn, string address = "192.0.2.1")
    {
        var before = Sent.Count;
        var id = await Accounts.SendCode(phone, purpose, new Origin(address));
        Assert.Equal(before + 1, Sent.Count);
        return new GivenCode(id, Sent[^1].Code);
    }

    /// <summary>Opens a natural person's account by phone; further codes need another minute.</summary>
    public async Task<Account> OpenedByPhone(string phone = Phone) => Assert.IsType<SignIn.Started>(
        await Accounts.OpenByPhone(
            await CodeFor(phone, CodePurpose.Register), Accounts.AgreementsNow, Here)).Account;

    public static GivenCode Wrong(GivenCode right) =>
        right with { Code = right.Code == "000000" ? "000001" : "000000" };

    public Task Send(string phone, string code, CodePurpose purpose, CancellationToken cancellation = default)
    {
        if (SenderFails) throw new HttpRequestException("the gateway is away");
        Sent.Add((phone, code));
        return Task.CompletedTask;
    }

    public Task Say(string phone, string kind, string text, CancellationToken cancellation = default)
    {
        if (SenderFails) throw new HttpRequestException("the gateway is away");
        Said.Add((phone, kind, text));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Accounts.Dispose();
        _store.Dispose();
    }
}
