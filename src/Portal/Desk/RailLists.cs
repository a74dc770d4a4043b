using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Employer;
using OrleansRegistry.Portal.Exams;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>The lists of exam centre and administration: drivers, enterprises, sessions of the exam.</summary>
internal static class RailLists
{
    private const int MaxListed = 50;
    private static readonly LocalText _none = new("还没有登记。", "There is none yet.");

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.ExamCentre | Roles.Administration);
        pages.MapGet("/desk/rail-licences", Drivers).For(access);
        pages.MapGet("/desk/employers", Employers).For(access);
        pages.MapGet("/desk/exams", Exams).For(access);
    }

    private static async Task<IResult> Drivers(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (all, refusal) = await registry.As(page.Actor).AllRailLicences(
            new PageRequest(MaxListed, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ListView>(Model(
            Section.RailDrivers, new("铁路驾驶人员", "Railway drivers"),
            [.. all!.Items.Select(one => EmployerHomePage.OfDriver(one, "/desk/rail-licences/"))],
            "/desk/rail-licences", all.Next));
    }

    private static async Task<IResult> Employers(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (all, refusal) = await registry.As(page.Actor).AllEmployers(
            new PageRequest(MaxListed, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<ListView>(Model(
            Section.Employers, new("企业和来函", "Enterprises and letters"),
            [
                .. all!.Items.Select(one => new ListRow(new(one.Name, one.Name), "/desk/employers/" + one.Id,
                    new($"{one.CreditCode} · {one.Units.Length} 个子级单位 · {one.Drivers} 名驾驶人员 · {one.Letters.Length} 封来函",
                        $"{one.CreditCode} · units {one.Units.Length} · drivers {one.Drivers} · "
                        + $"letters {one.Letters.Length}"),
                    one.Disabled ? new LocalText("已停用", "Closed") : null, "bad")),
            ],
            "/desk/employers", all.Next));
    }

    private static async Task<IResult> Exams(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var all = await registry.As(page.Actor).ExamSessions(new PageRequest(MaxListed, cursor), cancellation);
        return page.Show<ListView>(Model(
            Section.Exams, new("考试批次", "Exam sessions"),
            [
                .. all.Items.OrderByDescending(one => one.TheoryOn).Select(one => new ListRow(
                    new(one.Name, one.Name), "/desk/exams/" + one.Id, ExamWords.Of(one))),
            ],
            "/desk/exams", all.Next));
    }

    private static ListModel Model(
        Section section, LocalText title, ImmutableArray<ListRow> rows, string path, string? next) => new(
        section, title, null, [new(title, rows, _none)], [(new("登记", "Register"), "/desk/rail-register")],
        next is null ? null : $"{path}?cursor={Uri.EscapeDataString(next)}");
}
