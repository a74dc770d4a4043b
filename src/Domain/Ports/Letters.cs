using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A letter of an enterprise as it is handed in (来函, rules.md B.10).</summary>
/// <param name="Kind">The kind of letter.</param>
public sealed record LetterIn(LetterKind Kind)
{
    /// <summary>The application to be withdrawn; null: none.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The driver it is about; null: none.</summary>
    public string? RailLicenceId { get; init; }

    /// <summary>Its text; null: the details say everything.</summary>
    public string? Text { get; init; }

    /// <summary>A single scan, from older clients.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Scans and enclosures.</summary>
    public ImmutableArray<string>? DocumentIds { get; init; }

    /// <summary>The structured data that its kind asks for.</summary>
    public LetterDetails? Details { get; init; }
}

/// <summary>
/// Letters together with the requests in them. The request is carried out first and the letter put on file afterwards,
/// so that a refused request leaves no letter behind. Used by the API and by pages.
/// </summary>
public static class Letters
{
    private const Roles National = Roles.ExamCentre | Roles.Administration;

    /// <summary>Files a letter of an enterprise; a request that is carried out at once is carried out before.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="actor">Who hands it in.</param>
    /// <param name="employerId">The enterprise.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="envelope">Makes the envelope of a command.</param>
    public static async Task<Answer> Send(
        IRegistry registry, Actor actor, string employerId, LetterIn letter, Func<Command, Envelope> envelope)
    {
        var reads = registry.As(actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Employer, employerId);
        if (refusal is not null) return new Answer.No(refusal);
        if (actor.EmployerUnit is not null && letter.RailLicenceId is { } about
            && (await reads.Find(EntityKind.RailLicence, about)).Refusal is { } hidden) return new Answer.No(hidden);
        var text = letter.Text ?? letter.Details?.NewName ?? letter.Details?.Reason
            ?? (letter.Kind == LetterKind.Withdrawal ? "撤回申请" : "");
        if (letter.Kind == LetterKind.Withdrawal && WithdrawalOf(letter.ApplicationId, text) is null)
            return new Answer.No(Refusals.Malformed(
                Refusals.Fault("applicationId", "请填写要撤回的申请。", "Name the application that is taken back.")));
        var carried = AtOnce(letter, text, (Employer)loaded!.State, loaded.Id, actor);
        var asked = envelope(new FileLetter(letter.Kind, text, letter.ApplicationId ?? letter.RailLicenceId,
            letter.DocumentId, letter.DocumentIds, letter.Details, carried is null ? null : true));
        if (carried is var (target, command) && await Before(asked, target, command, registry) is { } no)
            return new Answer.No(no);
        var answer = await registry.Execute(loaded.Id, asked);
        await EndSessions(registry, loaded.Id, actor);
        return answer;
    }

    /// <summary>
    /// The exam centre answers a letter. If it is granted, a withdrawal, a new name, a closing or an opening is carried
    /// out.
    /// </summary>
    public static async Task<Answer> Complete(
        IRegistry registry, Actor actor, string letterId, string note, bool carriesOut,
        Func<Command, Envelope> envelope)
    {
        if (await registry.As(actor).LetterFor(letterId) is not var (employer, letter))
            return new Answer.No(Refusals.NotFound());
        var asked = envelope(new CompleteLetter(letterId, note, carriesOut));
        if (carriesOut && letter is { Kind: LetterKind.Withdrawal, DoneAt: null }
            && WithdrawalOf(letter.About, letter.Text) is var (target, command)
            && await Before(asked, target, command, registry) is { } no) return new Answer.No(no);
        var answer = await registry.Execute(employer, asked);
        await EndSessions(registry, employer, actor);
        return answer;
    }

    /// <summary>
    /// The command that is carried out when the letter is filed; null: the letter waits for the exam centre.
    /// </summary>
    private static (EntityId Target, Command Command)? AtOnce(
        LetterIn letter, string text, Employer employer, EntityId id, Actor actor) => letter.Kind switch
        {
            // An exam station reviews nothing: its letter waits for the exam centre (L195-196).
            LetterKind.Withdrawal when employer.IsExamStation != true || actor.Is(National) =>
                WithdrawalOf(letter.ApplicationId, text),
            LetterKind.Rename when actor.Is(National) => (id, new RenameEmployer(letter.Details?.NewName ?? text)),
            LetterKind.Disable when actor.Is(National) => (id, new DisableEmployer(text)),
            LetterKind.Enable when actor.Is(National) => (id, new EnableEmployer(text)),
            _ => null,
        };

    private static (EntityId Target, Command Command)? WithdrawalOf(string? application, string text) =>
        application is not null && EntityId.TryApplication(application, out var career)
        && career.Kind == EntityKind.RailLicence ? (career, new WithdrawRailByLetter(application, text)) : null;

    /// <summary>
    /// Carries out the request of a letter before the letter itself; the answer is the refusal, or null when it is
    /// done.
    /// </summary>
    private static async Task<Refusal?> Before(Envelope asked, EntityId target, Command command, IRegistry registry)
    {
        var first = asked with
        {
            CommandId = asked.CommandId + ":letter",
            Command = command,
            Fingerprint = null,
            ExpectedVersion = null,
        };
        return await registry.Execute(target, first) is Answer.No no ? no.Refusal : null;
    }

    /// <summary>
    /// Ends the sessions of a disabled enterprise's accounts. They can neither open nor use one any more
    /// (PartyIsClosed); here those in memory end.
    /// </summary>
    private static async Task EndSessions(IRegistry registry, EntityId id, Actor actor)
    {
        if (await registry.As(actor).HasEmployer(id.Key, unit: null)) return;
        var party = new AccountSearch(Party: id.Key);
        await foreach (var account in Pages.All(page => registry.Accounts.Search(party, page)))
            await registry.Accounts.EndSessions(account.Id);
    }
}
