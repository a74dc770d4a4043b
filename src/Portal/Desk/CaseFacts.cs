using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>What an officer compares: the register, the form, and the materials that prove it.</summary>
internal static class CaseFacts
{
    private static readonly LocalText _none = new("", "");

    private static readonly LocalText _fixed = new("不可改", "cannot be changed");

    /// <summary>The facts of a case, those that decide first.</summary>
    public static ImmutableArray<CaseFact> Of(ApplicationView view, EntityState owner, Context context) =>
    [
        .. Registered(view, owner, context),
        .. Given(view.Form).Where(fact => fact.Given.Zh.Length > 0),
    ];

    private static IEnumerable<CaseFact> Registered(ApplicationView view, EntityState owner, Context context) =>
        owner switch
        {
            Certificate c => Certificate(c, view, context),
            Vehicle v => Vehicle(v, context),
            RailCareer c => Rail(c, view),
            _ => [],
        };

    private static IEnumerable<CaseFact> Certificate(Certificate c, ApplicationView view, Context context)
    {
        var person = context.PersonOf(c.PersonKey);
        yield return new(new("姓名", "Name"), Same(person.Name), _fixed,
            MaterialKind.DrivingLicence, MaterialKind.CertificateInfoPage, MaterialKind.StudyRecord);
        yield return new(new("证件号码", "Identity number"),
            Same(view.Applicant?.IdentityNumber.Shown ?? ""), _fixed,
            MaterialKind.DrivingLicence, MaterialKind.CertificateInfoPage);
        yield return new(new("从业资格证号", "Certificate number"), Same(c.Number), _fixed,
            MaterialKind.CertificateInfoPage);
        yield return new(new("从业资格类别", "Kind"), SheetWords.Of(c.Kind), _fixed, MaterialKind.CertificateInfoPage);
        yield return new(new("有效期", "Valid"), Dates.Days(c.Period.From, c.Period.To), _none,
            MaterialKind.CertificateInfoPage);
        yield return new(new("服务单位", "Service unit"), Same(c.ServiceUnit), Unit(view.Form),
            MaterialKind.EmploymentContract);
        if (c.Kind.Drives())
            yield return new(new("驾驶证", "Driving licence"), LicenceOf(person.DrivingLicence), _none,
                MaterialKind.DrivingLicence);
        if (c.Assessment is { } assessment && view.Cycle is { } cycle)
            yield return new(new("考核周期记分", "Points of the cycle"),
                new($"第 {cycle} 周期 {assessment.Of(cycle).Points} 分", $"cycle {cycle}: {assessment.Of(cycle).Points}"),
                _none, MaterialKind.CertificateViolationPage);
        yield return new(new("照片", "Photo"), _none, _none, MaterialKind.PortraitPhoto);
    }

    private static LocalText Unit(ApplicationForm? form) => form switch
    {
        RenewalForm { ServiceUnit: { } unit } => Same(unit),
        AssessmentForm assessment => Same(assessment.ServiceUnit),
        ChangeForm change => Same(change.NewServiceUnit),
        _ => _none,
    };

    private static LocalText LicenceOf(Domain.Persons.DrivingLicenceFact? fact) =>
        fact is null ? new("无不利记录", "nothing on record against it")
            : new($"{Statuses.Of(fact.State).Zh}（{Dates.Day(fact.On, false)}起）",
                $"{Statuses.Of(fact.State).En} since {Dates.Day(fact.On, true)}");

    private static IEnumerable<CaseFact> Vehicle(Vehicle v, Context context)
    {
        yield return new(new("车牌号码", "Plate"), new($"{v.Plate}（{SheetWords.Of(v.PlateColour).Zh}）",
            $"{v.Plate} ({SheetWords.Of(v.PlateColour).En})"), _fixed, MaterialKind.VehicleLicenceFront,
            MaterialKind.VehiclePhoto45, MaterialKind.VehicleCertificateMainPage);
        yield return new(new("车辆识别代号", "Vehicle identification number"), Same(v.Vin), _fixed,
            MaterialKind.VehicleLicenceFront);
        yield return new(new("道路运输证号", "Certificate number"), Same(v.CertificateNumber), _fixed,
            MaterialKind.VehicleCertificateMainPage);
        yield return new(new("经营者", "Operator"), Same(context.OperatorOf(v.OperatorKey).Name), _fixed,
            MaterialKind.VehicleCertificateMainPage);
        yield return new(new("有效期", "Valid"), Dates.Days(v.Period.From, v.Period.To), _none,
            MaterialKind.VehicleCertificateMainPage);
        yield return new(new("未处理违章", "Open violations"),
            Same(v.Violations.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), _none,
            MaterialKind.VehicleCertificateRecordPage);
        yield return new(new("检验记录", "Inspection records"), _none, _none, MaterialKind.VehicleLicenceSubPageBack);
    }

    private static IEnumerable<CaseFact> Rail(RailCareer c, ApplicationView view)
    {
        yield return new(new("姓名", "Name"), Same(view.Applicant?.Name ?? ""), _none, MaterialKind.HealthReport,
            MaterialKind.EmploymentProof, MaterialKind.CorrectionProof);
        yield return new(new("证件号码", "Identity number"), Same(view.Applicant?.IdentityNumber.Shown ?? ""), _none,
            MaterialKind.HealthReport);
        if (c.Licence is { } licence)
        {
            yield return new(new("驾驶证号", "Licence number"), Same(licence.Number), _none);
            yield return new(new("准驾机型", "Classes"),
                Same(string.Join(' ', licence.Classes.Select(held => held.Class.ToString()))), _none);
            yield return new(new("有效期", "Valid"), Dates.Days(licence.Period.From, licence.Period.To), _none);
        }
        if (view.Rail?.Statement is { } statement)
            yield return new(new("应说的话", "The sentence to be spoken"), Same(statement), _none, MaterialKind.Video);
        yield return new(new("照片", "Photo"), _none, _none, MaterialKind.RailPhoto);
    }

    private static IEnumerable<CaseFact> Given(ApplicationForm? form) => form switch
    {
        AssessmentForm f => [Text("phone", f.Phone), Text("address", f.Address)],
        RenewalForm f => [Text("phone", f.Phone), Text("address", f.Address)],
        ReissueForm f => [Choice("reason", f.Reason == ReissueReason.Lost ? "lost" : "damaged")],
        RailReissueForm f => [Choice("reason", f.Reason == ReissueReason.Lost ? "lost" : "damaged")],
        CancellationForm f => [Text("reason", f.Reason)],
        VehicleForm f =>
        [
            Text("contactName", f.ContactName), Text("contactPhone", f.ContactPhone), Text("reason", f.Reason),
            Text("permitNumber", f.PermitNumber), Box("hasInspectionRecords", f.HasInspectionRecords),
            Box("hasCertificateRecords", f.HasCertificateRecords),
        ],
        IdentityForm f =>
        [
            Text("name", f.Name, MaterialKind.IdentityFront),
            Choice("identityKind", System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(f.IdentityKind.ToString())),
            Text("identityNumber", f.IdentityNumber, MaterialKind.IdentityFront),
            Day("bornOn", f.BornOn, MaterialKind.IdentityFront),
            Text("address", f.Address, MaterialKind.IdentityFront),
        ],
        RailExamForm f =>
        [
            Text("class", f.Class.ToString(), MaterialKind.ExamForm),
            Day("healthReportOn", f.HealthReportOn, MaterialKind.HealthReport),
        ],
        RailRenewalForm f =>
        [
            Choice("reason", System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(f.Reason.ToString())),
            Text("newName", f.NewName, MaterialKind.CorrectionProof),
            Text("newUnit", f.NewUnit),
            Day("healthReportOn", f.HealthReportOn, MaterialKind.HealthReport),
        ],
        RailCancellationForm f => [Text("reason", f.Reason)],
        _ => [],
    };

    private static CaseFact Text(string field, string? text, params MaterialKind[] on) =>
        new(FieldNames.Of(field), _none, Same(text ?? ""), on);

    private static CaseFact Day(string field, DateOnly? day, params MaterialKind[] on) =>
        new(FieldNames.Of(field), _none, day is { } known ? Dates.Day(known) : _none, on);

    private static CaseFact Choice(string field, string choice) =>
        new(FieldNames.Of(field), _none, FieldNames.OfChoice(choice));

    private static CaseFact Box(string field, bool? ticked) => new(FieldNames.Of(field), _none, ticked switch
    {
        true => new("有", "yes"),
        false => new("无", "no"),
        null => _none,
    });

    private static LocalText Same(string text) => new(text, text);
}
