using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>A search and what it found; both null: nothing was searched for yet.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Certificates">What was found of certificates.</param>
/// <param name="Vehicles">What was found of vehicles.</param>
/// <param name="Today">The legal date.</param>
public sealed record SearchModel(
    FormState Form, Page<CertificateView>? Certificates, Page<VehicleView>? Vehicles, DateOnly Today);

/// <summary>
/// /desk/search: by name, number, plate or last day. What is typed is posted, so that no number of a person is in an
/// address, and who searched for what is recorded before the answer is given.
/// </summary>
internal static class SearchPage
{
    private const string Path = "/desk/search";
    private const int MaxFound = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page, IRegistry registry) => page.Show<Search>(
            new SearchModel(FormState.New(("kind", "certificate")), null, null, ShanghaiTime.DateOf(registry.Now))))
            .For(PageAccess.Of(Roles.Officer));
        pages.MapPost(Path, Find).For(PageAccess.Of(Roles.Officer));
    }

    private static async Task<IResult> Find(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        var model = new SearchModel(FormState.With(form), null, null, today);
        if (Fault(form) is { } fault) return Again(fault);
        var (from, to) = (Dates.Read(form.Text("from")), Dates.Read(form.Text("to")));
        var (reads, wanted) = (registry.As(page.Actor), new PageRequest(MaxFound));
        if (form["kind"] == "vehicle")
        {
            var (vehicles, no) = await reads.SearchVehicles(new VehicleSearch(
                Plate: form.Text("text"), CertificateNumber: form.Text("number"),
                ExpiringFrom: from, ExpiringTo: to), wanted, cancellation);
            return no is not null ? Again(no) : page.Show<Search>(model with { Vehicles = vehicles });
        }
        var (certificates, refusal) = await reads.SearchCertificates(new CertificateSearch(
            "", form.Text("text") is { } name ? RegisteredName.Of(name) : null,
            form.Text("identityNumber"), form.Text("number"), ExpiringFrom: from, ExpiringTo: to),
            wanted, cancellation);
        return refusal is not null ? Again(refusal) : page.Show<Search>(model with { Certificates = certificates });

        PageResult Again(Refusal no) => page.Again<Search>(model with { Form = FormState.Again(form, no) }, no);
    }

    private static Refusal? Fault(Posted form)
    {
        foreach (var name in (string[])["text", "number", "identityNumber"])
            if (Lookup.Criterion(name, form.Text(name)) is { } wrong) return Refusals.Malformed(wrong);
        foreach (var name in (string[])["from", "to"])
            if (form.Text(name) is { } typed && Dates.Read(typed) is null)
                return Refusals.Malformed(Refusals.Fault(name, "日期格式为 2026-02-12。", "A date looks like 2026-02-12."));
        return ((string[])["text", "number", "identityNumber", "from", "to"]).All(name => form.Text(name) is null)
            ? Refusals.Malformed(Refusals.Fault("text", "请至少填写一个查询条件。", "Give at least one thing to search by."))
            : null;
    }
}
