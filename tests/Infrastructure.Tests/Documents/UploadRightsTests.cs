using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Who hands in what, and how much in a day.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class UploadRightsTests
{
    /// <summary>Eight files a day for each vehicle and driver, a thousand at least (decisions 11).</summary>
    [Theory]
    [InlineData(999, 0, true)]
    [InlineData(1_000, 0, false)]
    [InlineData(1_000, 125, false)]
    [InlineData(1_000, 126, true)]
    [InlineData(1_007, 126, true)]
    [InlineData(1_008, 126, false)]
    public void H6_an_enterprise_has_eight_files_a_day_for_each_vehicle_and_driver(int files, int fleet, bool may) =>
        Assert.Equal(may, UploadRights.MayUploadMore(
            new Actor("A-1", Roles.Operator, Channel.Http), files, long.MaxValue, fleet) is null);

    /// <summary>A kind of material that comes new falls to no row here, and this says so.</summary>
    [Fact]
    public void Each_kind_of_material_is_handed_in_by_those_who_apply_with_it()
    {
        const Roles people = Roles.Holder | Roles.Operator | Roles.Employer;
        (Roles Who, bool IsInspectedAsRail, MaterialKind[] Kinds)[] rows =
        [
            (Roles.Holder, false,
            [
                MaterialKind.DrivingLicence, MaterialKind.DrivingLicenceDuplicate, MaterialKind.CertificateInfoPage,
                MaterialKind.CertificateViolationPage, MaterialKind.PortraitPhoto, MaterialKind.StudyRecord,
                MaterialKind.EmploymentContract,
            ]),
            (Roles.Operator, false,
            [
                MaterialKind.VehicleLicenceFront, MaterialKind.VehicleLicenceSubPageBack, MaterialKind.VehiclePhoto45,
                MaterialKind.VehicleCertificateMainPage, MaterialKind.VehicleCertificateRecordPage,
                MaterialKind.CharterContract,
            ]),
            (Roles.Holder | Roles.Employer, true,
            [
                MaterialKind.HealthReport, MaterialKind.RailPhoto, MaterialKind.EmploymentProof,
                MaterialKind.CorrectionProof, MaterialKind.Video, MaterialKind.ReissueForm,
                MaterialKind.EmployerConsent, MaterialKind.ExamForm, MaterialKind.Education,
                MaterialKind.MechanicProof,
            ]),
            (people, false,
                [MaterialKind.IdentityFront, MaterialKind.IdentityBack, MaterialKind.IdentityPortrait]),
            (Roles.Employer | Roles.ExamCentre | Roles.Administration, false,
                [MaterialKind.Letter, MaterialKind.BusinessLicence]),
            (people | Roles.Enforcement, false, [MaterialKind.Evidence]),
        ];

        Assert.Equal(Enum.GetValues<MaterialKind>(), rows.SelectMany(row => row.Kinds).Order());
        foreach (var (who, isRail, kinds) in rows)
            foreach (var kind in kinds)
            {
                Assert.Equal(isRail, MaterialInspector.Covers(kind, "a.jpg"));
                foreach (var role in Enum.GetValues<Roles>().Where(role => role != Roles.None))
                    Assert.Equal((who & role) != 0,
                        UploadRights.MayHandIn(new Actor("A-1", role, Channel.Http), kind));
            }
    }
}
