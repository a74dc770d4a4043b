using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Documents;

/// <summary>The kinds of material that a service may ask for (http.md 5).</summary>
[JsonConverter(typeof(CamelCaseNames<MaterialKind>))]
public enum MaterialKind
{
    /// <summary>Motor-vehicle driving licence, main and duplicate page (机动车驾驶证).</summary>
    DrivingLicence = 1,

    /// <summary>Personal-information page of the certificate (从业资格证个人信息页).</summary>
    CertificateInfoPage = 2,

    /// <summary>Violation-record page of the certificate (从业资格证违章记录页).</summary>
    CertificateViolationPage = 3,

    /// <summary>Recent 2-inch frontal colour photo (近期二寸正面免冠彩色证件照片).</summary>
    PortraitPhoto = 4,

    /// <summary>Study and education record of the cycle (考核周期学习教育情况).</summary>
    StudyRecord = 5,

    /// <summary>Employment contract with the new unit (新服务单位聘用合同).</summary>
    EmploymentContract = 6,

    /// <summary>Portrait side of the identity card (身份证人像面).</summary>
    IdentityFront = 7,

    /// <summary>Emblem side of the identity card (身份证国徽面).</summary>
    IdentityBack = 8,

    /// <summary>A portrait taken for the proof of identity (实名认证人像).</summary>
    IdentityPortrait = 9,

    /// <summary>
    /// Duplicate page of the driving licence with its archive number (驾驶证副页), where the main page is a file of its own.
    /// </summary>
    DrivingLicenceDuplicate = 10,

    /// <summary>Fronts of main and sub-page of the vehicle licence (机动车行驶证).</summary>
    VehicleLicenceFront = 20,

    /// <summary>Back of the vehicle licence's sub-page (行驶证副页背面).</summary>
    VehicleLicenceSubPageBack = 21,

    /// <summary>45-degree anti-forgery colour photo of the vehicle (车辆45度角防伪彩色照片).</summary>
    VehiclePhoto45 = 22,

    /// <summary>Main page of the road-transport certificate (道路运输证主页).</summary>
    VehicleCertificateMainPage = 23,

    /// <summary>Record page of the road-transport certificate (道路运输证记录页).</summary>
    VehicleCertificateRecordPage = 24,

    /// <summary>Health report to TB/T 3091 (体检合格报告), PDF.</summary>
    HealthReport = 31,

    /// <summary>Photo for the railway driver licence, 20 x 25 mm (免冠照片), JPEG.</summary>
    RailPhoto = 32,

    /// <summary>Employment and change proof: personnel order or labour contract (单位聘用证明), PDF.</summary>
    EmploymentProof = 33,

    /// <summary>Correction proof of a changed name (更正证明), PDF.</summary>
    CorrectionProof = 34,

    /// <summary>The video in which the holder speaks the given sentence (录制视频), MP4.</summary>
    Video = 35,

    /// <summary>Reissue application form (铁路机车车辆驾驶证补证申请表), PDF.</summary>
    ReissueForm = 36,

    /// <summary>Unit consent proof (单位同意证明), PDF, portrait, extension exactly ".pdf".</summary>
    EmployerConsent = 37,

    /// <summary>Exam application form (铁路机车车辆驾驶人员资格考试申请表), PDF.</summary>
    ExamForm = 38,

    /// <summary>Proof of education (学历证明), PDF.</summary>
    Education = 39,

    /// <summary>Proof of a post as EMU mechanic (动车组机械师任职材料), PDF.</summary>
    MechanicProof = 40,

    /// <summary>A letter to the exam centre (来函扫描件), PDF or picture; rules.md B.10.</summary>
    Letter = 41,

    /// <summary>Business licence of an enterprise (营业执照), PDF or picture; rules.md B.10.</summary>
    BusinessLicence = 42,

    /// <summary>Charter contract (包车合同), rules.md C.3.</summary>
    CharterContract = 50,

    /// <summary>Proof of a finding at the roadside or of an objection (证据材料).</summary>
    Evidence = 51,
}

/// <summary>What is known of an uploaded document. Its content was inspected at the upload.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Kind">The material it was uploaded as.</param>
/// <param name="OwnerAccountId">The account that uploaded it; only its own applications may name it.</param>
/// <param name="ContentType">The media type found in the content.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">The hash of its content, lower case.</param>
/// <param name="Width">Pixels across, as shown; null: no image.</param>
/// <param name="Height">Pixels down, as shown; null: no image.</param>
public sealed record DocumentFact(
    string Id, MaterialKind Kind, string OwnerAccountId, string ContentType, long Bytes, string Sha256 = "",
        int? Width = null,
    int? Height = null);
