using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Admin;

/// <summary>A search of the audit.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Found">The records found, newest first; null: nothing was searched for yet.</param>
/// <param name="Today">The legal date.</param>
public sealed record AuditModel(FormState Form, Page<AuditLine>? Found, DateOnly Today)
{
    /// <summary>Who the accounts of the records found are, by id; one that is not there any more is missing.</summary>
    public ImmutableDictionary<string, LocalText> Names { get; init; } = ImmutableDictionary<string, LocalText>.Empty;
}

/// <summary>/audit: who did what, to whose data. A search is in the audit itself.</summary>
internal static class AuditPage
{
    public const string Path = "/audit";

    /// <summary>The field of the buttons for a kind of alarm; it replaces the operation.</summary>
    public const string Alarm = "alarm";

    private const int MaxText = 200;
    private const int MaxListed = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page, IRegistry registry) => page.Show<AuditView>(
            new AuditModel(FormState.New(), null, ShanghaiTime.DateOf(registry.Now))))
            .For(PageAccess.Of(Roles.Auditor));
        pages.MapPost(Path, Search).For(PageAccess.Of(Roles.Auditor));
    }

    private static async Task<IResult> Search(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        if (Read(form, out var search) is { } fault)
            return page.Again<AuditView>(new AuditModel(FormState.Again(form, fault), null, today), fault);
        await registry.Operations.Trail.Record(Made(page, form), cancellation);
        var accounts = registry.Accounts;
        var found = await registry.Operations.Trail.Search(
            search! with { By = await IdOf(search.By, accounts, cancellation) },
            new PageRequest(MaxListed, form.Text("cursor")), cancellation);
        return page.Show<AuditView>(new AuditModel(FormState.With(form), found, today)
        {
            Names = await NamesOf(found, accounts, cancellation),
        });
    }

    /// <summary>The id of the account that is called so; what is no user name is an id.</summary>
    private static async Task<string?> IdOf(string? by, IAccounts accounts, CancellationToken cancellation) =>
        by is null ? null
            : (await accounts.Search(new AccountSearch(by), new PageRequest(MaxListed), cancellation)).Items
                .FirstOrDefault(one => string.Equals(one.Name, by, StringComparison.OrdinalIgnoreCase))?.Id ?? by;

    private static async Task<ImmutableDictionary<string, LocalText>> NamesOf(
        Page<AuditLine> found, IAccounts accounts, CancellationToken cancellation)
    {
        var names = ImmutableDictionary.CreateBuilder<string, LocalText>();
        foreach (var by in found.Items.Select(line => line.Record.By).OfType<string>().Distinct())
            if (await accounts.Find(by, cancellation) is { } account) names[by] = Actors.Of(account);
        return names.ToImmutable();
    }

    private static Refusal? Read(Posted form, out AuditSearch? search)
    {
        search = null;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var name in (string[])["about", "by", "what", Alarm, "cursor"])
            if (form[name].Length > MaxText) faults.Add(BodyRefusals.Wrong(name));
        var (from, to) = (DayIn(form, "from", faults), DayIn(form, "to", faults));
        if (from > to) faults.Add(Refusals.Fault("to", "不能早于开始日期。", "Not before the first day."));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        search = new AuditSearch(form.Text("about"), form.Text("by"), form.Text(Alarm) ?? form.Text("what"),
            from is { } first ? ShanghaiTime.StartOf(first) : null, to is { } last ? ShanghaiTime.EndOf(last) : null);
        return null;
    }

    private static DateOnly? DayIn(Posted form, string name, ImmutableArray<FieldFault>.Builder faults)
    {
        if (form.Text(name) is not { } text) return null;
        if (Dates.Read(text) is { } day) return day;
        faults.Add(Refusals.Fault(name, "日期格式为 2026-02-12。", "A date looks like 2026-02-12."));
        return null;
    }

    /// <summary>The record of the search itself, the same as for a search over the API.</summary>
    private static AuditRecord Made(PageContext page, Posted form) =>
        new(default, AuditClass.Act, "searchAudit", page.Account!.Id)
        {
            Network = page.Origin.Address,
            Criteria = ((string[])["about", "by", "what", Alarm, "from", "to"]).Where(name => form[name].Length > 0)
                .ToImmutableSortedDictionary(
                    name => name, name => PersonalText.Mask(form[name]), StringComparer.Ordinal),
        };
}
