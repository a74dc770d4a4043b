using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// /fleet/review: annual reviews of several freight vehicles (A.8). Photos are matched to vehicles by the plate in
/// their names, the contact is typed once, and every vehicle has its own application with its own answer.
/// </summary>
internal static class BulkReviewPage
{
    private const string Path = "/fleet/review";
    private const int MaxReceipts = 200;

    /// <summary>
    /// How many vehicles the page works on at a time, as many as photos go into one form, and how many that cannot be
    /// reviewed it shows; of all others it says how many there are.
    /// </summary>
    private const int MaxRows = 40, MaxOthers = 10;

    /// <summary>
    /// How many vehicles are looked at for those: some hundreds may wait for their decision before the first of them.
    /// </summary>
    private const int MaxLookedAt = 500;

    /// <summary>Some forty photos of a phone.</summary>
    internal const long MaxPhotos = 155 * 1024 * 1024;

    /// <summary>The photos, and the form around them.</summary>
    private const long MaxPosted = 160 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Operator);
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path, Take).For(access with { MaxPosted = MaxPosted });
        pages.MapPost(Path + "/receipts.csv", (PageContext page, Posted form) => ReceiptFile.Of(
            page, form, new("车牌,结果,办件号", "plate,result,application"), MaxReceipts))
            .For(access with { MaxPosted = ReceiptFile.MaxPosted });
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var contact = (await registry.As(page.Actor).OwnOperators(cancellation)).FirstOrDefault()?.Contacts;
        var first = contact is [var one, ..] ? one : null;
        return page.Show<BulkReviewView>(await Read(
            FormState.New(("contactName", first?.Name), ("contactPhone", first?.Phone)), page, registry, cancellation));
    }

    private static async Task<IResult> Take(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var model = await Read(FormState.With(form), page, registry, cancellation);
        model = await WithPhotos(model, page, form, registry);
        if (form["step"] != "submit") return page.Show<BulkReviewView>(model);
        var chosen = form.All("take").ToHashSet();
        var taken = model.Rows.Where(row => chosen.Contains(row.Vehicle.Id)).ToList();
        // Vehicles that have become ineligible meanwhile are listed with the reason, and not silently left out.
        var late = model.Others.Where(one => chosen.Contains(one.Vehicle.Id)).ToList();
        if (Fault(form, taken.Count + late.Count) is { } fault)
            return page.Again<BulkReviewView>(model with { Form = FormState.Again(form, fault) }, fault);
        var receipts = ImmutableArray.CreateBuilder<ReviewReceipt>();
        receipts.AddRange(late.Select(one => new ReviewReceipt(one.Vehicle.Plate, null, one.Why.Text)));
        foreach (var row in taken) receipts.Add(await HandIn(row, page, form, registry, cancellation));
        var done = receipts.Where(one => one.Application is not null).Select(one => one.Plate).ToHashSet();
        return page.Show<BulkReviewView>(model with
        {
            Receipts = receipts.ToImmutable(),
            Rows = [.. model.Rows.Where(row => !done.Contains(row.Vehicle.Plate))],
        });
    }

    private static Refusal? Fault(Posted form, int chosen)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "contactName", form["contactName"], FormCheck.MaxLine, required: true);
        FormCheck.Phone(faults, "contactPhone", form["contactPhone"]);
        if (!form.Ticked("declared"))
            faults.Add(Refusals.Fault("declared", "请承诺申请事项情况属实。", "Declare that what is said is true."));
        if (chosen == 0)
            faults.Add(Refusals.Fault("take", "请至少选择一辆车。", "Choose one vehicle at least."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>
    /// Hands in one application. Its id is made of the form and the vehicle, so that sending the form again does not
    /// hand it in twice.
    /// </summary>
    private static async Task<ReviewReceipt> HandIn(
        ReviewRow row, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        ImmutableArray<Material> materials =
        [
            .. ((MaterialSlot[])[row.Front, row.Back]).Where(slot => slot.Document is not null)
                .Select(slot => new Material(slot.Kind, slot.Document!.Id)),
        ];
        var apply = new Apply(new AnnualReviewForm(
            form["contactName"], form["contactPhone"], Declared: true,
            HasInspectionRecords: row.Back.Document is not null), materials);
        var envelope = form.Envelope(apply) with
        {
            CommandId = $"{form.CommandId}:{row.Vehicle.Id}",
            Fingerprint = $"{row.Front.Document?.Id} {row.Back.Document?.Id}",
        };
        return await registry.Execute(new EntityId(EntityKind.Vehicle, row.Vehicle.Id), envelope, cancellation) switch
        {
            Answer.Done done => new ReviewReceipt(
                row.Vehicle.Plate, AnswerId.In(done.Body), new("已提交", "handed in")),
            Answer.No { Refusal: var no } => new ReviewReceipt(row.Vehicle.Plate, null, Said(no)),
            _ => throw new InvalidOperationException("Unknown answer."),
        };
    }

    private static LocalText Said(Refusal no) => no.Faults.IsEmpty ? no.Detail
        : new(string.Join(' ', no.Faults.Select(one => one.Text.Zh)),
            string.Join(' ', no.Faults.Select(one => one.Text.En)));

    private static async Task<BulkReviewModel> Read(
        FormState form, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, today) = (registry.As(page.Actor), ShanghaiTime.DateOf(registry.Now));
        var rules = registry.Rulebook.RoadAt(today);
        var rows = ImmutableArray.CreateBuilder<ReviewRow>();
        var others = ImmutableArray.CreateBuilder<(FleetVehicle, ConditionView)>();
        var freight = (await reads.Fleet(VehicleKind.GeneralFreight, cancellation))
            .Where(one => one.Status == CertificateStatus.Valid)
            .OrderBy(one => one.ReviewValidTo).ThenBy(one => one.Plate, StringComparer.Ordinal).ToList();
        foreach (var vehicle in freight.Take(MaxLookedAt))
        {
            if (rows.Count == MaxRows) break;
            var review = (await reads.Services(
                EntityKind.Vehicle, vehicle.Id, ServiceId.VehicleAnnualReview, cancellation)).Value[0];
            if (review.Possible) rows.Add(ReviewRow.Of(vehicle, rules));
            else
            {
                var why = review.Conditions.First(one => !one.Met);
                if (others.Count < MaxOthers) others.Add((vehicle, why));
                else if (why.From is not null) break; // The next ones are due later still.
            }
        }
        return new BulkReviewModel
        {
            Rows = rows.ToImmutable(), Others = others.ToImmutable(), Form = form, Today = today,
            Later = freight.Count - rows.Count - others.Count,
        };
    }

    /// <summary>Photos from before, those chosen for a vehicle by hand, and those matched by name.</summary>
    private static async Task<BulkReviewModel> WithPhotos(
        BulkReviewModel model, PageContext page, Posted form, IRegistry registry)
    {
        var rows = model.Rows.ToList();
        var unmatched = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < rows.Count; i++)
            foreach (var slot in (MaterialSlot[])[rows[i].Front, rows[i].Back])
            {
                var field = ReviewRow.FieldOf(rows[i].Vehicle.Id, slot.Kind);
                var known = await Uploads.Known(slot, form.Text(field), page, registry);
                rows[i] = rows[i].With(form.File("file." + field) is { } file
                    ? await Uploads.Take(known, file, page, registry) : known);
            }
        foreach (var file in form.Files("photos"))
        {
            var vehicle = PhotoNames.VehicleIn(file.FileName, model.Rows.Select(row => row.Vehicle));
            var at = vehicle is null ? -1 : rows.FindIndex(row => row.Vehicle.Id == vehicle.Id);
            if (at < 0) unmatched.Add(Uploads.NameOf(file.FileName));
            else
                rows[at] = rows[at].With(await Uploads.Take(
                    PhotoNames.SideIn(file.FileName) == MaterialKind.VehicleLicenceFront
                        ? rows[at].Front : rows[at].Back, file, page, registry));
        }
        return model with { Rows = [.. rows], Unmatched = unmatched.ToImmutable() };
    }
}
