import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0001_initial'),
        ('assessments', '0001_initial'),
        ('places', '0001_initial'),
        ('substances', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='alert',
            name='changed_by',
            field=models.ForeignKey(help_text='who wrote the text as it stands; empty: who drafted it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', models.F('changed_by')), _negated=True), name='alert_signed_by_another_than_its_last_writer'),
        ),
    ]
