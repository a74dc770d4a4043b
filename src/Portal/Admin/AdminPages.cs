using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Admin;

/// <summary>Items that failed too often and wait for an administrator.</summary>
public sealed record ParkedModel(ImmutableArray<ParkedItem> Items, string? Next, DateOnly Today)
{
    /// <summary>The form of each button.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>A search for accounts.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Found">The accounts found; default: nothing was searched for yet.</param>
public sealed record AccountsModel(FormState Form, ImmutableArray<Account>? Found)
{
    /// <summary>True: there are more than are shown.</summary>
    public bool IsMore { get; init; }
}

/// <summary>
/// /admin: how the registry runs, parked items, notices, accounts. Administrators do not see whom they concern.
/// </summary>
internal static class AdminPages
{
    private const int MaxListed = 50;
    private const int MaxNotices = 25;
    private const int MaxQuery = 64;
    private static readonly LocalText _nothing = new("没有。", "None.");

    public static void Map(IEndpointRouteBuilder pages, bool clockStands)
    {
        var access = PageAccess.Of(Roles.Administrator);
        pages.MapGet("/admin", (PageContext page, IRegistry registry, CancellationToken cancellation) =>
            Home(page, registry, clockStands, cancellation)).For(access);
        pages.MapGet("/admin/parked", Parked).For(access);
        pages.MapPost("/admin/parked/{id}/retry", Retry).For(access);
        pages.MapGet("/admin/notices", Notices).For(access);
        pages.MapGet("/admin/accounts", (PageContext page) =>
            page.Show<AccountSearchView>(new AccountsModel(FormState.New(), null))).For(access);
        pages.MapPost("/admin/accounts", Accounts).For(access);
    }

    private static async Task<IResult> Home(
        PageContext page, IRegistry registry, bool clockStands, CancellationToken cancellation)
    {
        var (operations, today) = (registry.Operations, ShanghaiTime.DateOf(registry.Now));
        var backlog = await operations.Backlog(cancellation);
        var notReady = await operations.NotReady(cancellation);
        var years = string.Join(' ', operations.CalendarYears);
        return page.Show<ListView>(new ListModel(
            Section.Home, new("运行情况", "How the registry runs"), Dates.Moment(registry.Now, today),
            [
                new(new("现在", "Now"),
                [
                    new(new("存储", "Storage"), null, new(notReady ?? "", notReady ?? ""),
                        notReady is null ? new("正常", "Ready") : new("不可用", "Not ready"),
                        notReady is null ? "good" : "bad"),
                    .. operations.Warnings.Select(one => new ListRow(
                        new(one, one), null, new("", ""), new("须注意", "Warning"), "carey")),
                ], _nothing),
                new(new("积压", "Backlog"),
                [
                    Count(new("已到期、未执行", "Due and not done"), backlog.Overdue, null),
                    Count(new("待人工处理", "Waiting for a person"), backlog.Parked, "/admin/parked"),
                    Count(new("待送达的联动", "Consequences to be delivered"), backlog.Consequences, null),
                    Count(new("待发送的通知", "Notices to be sent"), backlog.NoticesPending, "/admin/notices"),
                    Count(new("发送失败的通知", "Notices given up"), backlog.NoticesFailed, "/admin/notices?failed=1"),
                ], _nothing),
                new(new("规则和日历", "Rules and calendar"),
                [
                    new(new("规则版本", "Version of the rules"), null, RecordFact.Same(registry.Rulebook.Version)),
                    new(new("已知日历年份", "Years of the calendar"), null, RecordFact.Same(years)),
                ], _nothing),
            ], clockStands ? [(new("拨动法定时钟", "Move the legal clock"), ClockPage.Path)] : []));
    }

    private static ListRow Count(LocalText name, long count, string? path) => new(
        name, path, new("", ""), RecordFact.Same(count.ToString(CultureInfo.InvariantCulture)),
        count == 0 ? "good" : "carey");

    private static async Task<IResult> Parked(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var parked = await registry.Operations.Parked(new PageRequest(MaxListed, cursor), cancellation);
        return page.Show<ParkedView>(
            new ParkedModel(parked.Items, parked.Next, ShanghaiTime.DateOf(registry.Now)));
    }

    private static async Task<IResult> Retry(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        await registry.Operations.Retry(id, cancellation) ? Go.To("/admin/parked") : page.NotFound();

    private static async Task<IResult> Notices(
        string? failed, string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        var notices = await registry.Operations.Notices(
            null, failed == "1", new PageRequest(MaxNotices, cursor), cancellation);
        return page.Show<ListView>(new ListModel(
            Section.Notices, failed == "1" ? new("发送失败的通知", "Notices given up") : new("通知", "Notices"), null,
            [new(new("从新到旧", "Newest first"), [.. notices.Items.Select(one => OfNotice(one, today))], _nothing)],
            failed == "1" ? [(new("全部通知", "All notices"), "/admin/notices")]
                : [(new("只看发送失败的", "Only those given up"), "/admin/notices?failed=1")],
            notices.Next is { } next
                ? $"/admin/notices?cursor={Uri.EscapeDataString(next)}{(failed == "1" ? "&failed=1" : "")}" : null));
    }

    private static LocalText Tried(NoticeRecord one, DateOnly today) => one.Attempts == 0
        ? Dates.Moment(one.At, today) : new(
            $"{Dates.Moment(one.At, today, false)} · 失败 {one.Attempts} 次",
            $"{Dates.Moment(one.At, today, true)} · failed {one.Attempts} times");

    private static ListRow OfNotice(NoticeRecord one, DateOnly today) => new(
        NoticeTopics.NameOf(NoticeTopics.Of(one.Notice.Kind)), null,
        NoticeTexts.WithoutValues(one.Notice) is var text && one.Error is { } error
            ? new($"{Tried(one, today).Zh} · {error}。{text.Zh}", $"{Tried(one, today).En} · {error}. {text.En}")
            : new($"{Tried(one, today).Zh} · {text.Zh}", $"{Tried(one, today).En} · {text.En}"),
        one.Failed ? new("失败", "Given up") : one.SentAt is null ? new("待发送", "Waiting") : new("已发送", "Sent"),
        one.Failed ? "bad" : one.SentAt is null ? "now" : "good");

    private static async Task<IResult> Accounts(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (form["query"] is not { Length: > 0 and <= MaxQuery } query)
        {
            var fault = Refusals.Malformed(Refusals.Fault("query", "请填写用户名的开头。", "Fill in the beginning of a name."));
            return page.Again<AccountSearchView>(new AccountsModel(FormState.Again(form, fault), null), fault);
        }
        var found = await registry.Accounts.Search(new AccountSearch(query), new PageRequest(MaxListed), cancellation);
        return page.Show<AccountSearchView>(new AccountsModel(FormState.With(form), found.Items)
        {
            IsMore = found.Next is not null,
        });
    }

    /// <summary>The phone of an account as administrators see it; empty: none.</summary>
    public static string PhoneOf(Account account) =>
        account.Phone is { } phone ? IdentityNumber.MaskPhone(phone) : "";
}
